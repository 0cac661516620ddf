using System.Collections.Immutable;
using System.Diagnostics;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sqlite;
using GrifErrata.Rpm;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Tests.Storage.Sqlite;

#pragma warning disable CA2025 // Each test waits for its tasks before the store is closed.
public sealed class Faults() : StoreFixture(StoreKind.Sqlite)
{
    [Test]
    public async Task A_full_queue_answers_busy_and_stores_again_when_there_is_room()
    {
        using IMonitorStore store = Open(new StoreOptions { QueueLength = 2, BatchLength = 1 });
        Task<StoreResult>[] waiting;
        using (SqliteConnection other = Database.OpenWriter(DatabasePath, create: false))
        {
            other.Execute("BEGIN IMMEDIATE");
            waiting = [.. Enumerable.Range(0, 10).Select(i => StoreAsync(store, Report($"wn{i}", "glibc 2.5-49"), Noon))];
            other.Execute("ROLLBACK");
        }

        StoreResult[] results = await Task.WhenAll(waiting);
        Assert.That(results.Count(each => each.Outcome == StoreOutcome.Busy), Is.InRange(7, 8));
        Assert.That(results.Last().Error, Is.EqualTo("2 reports wait for the database already; try again later."));
        Assert.That(store.Counts().Hosts, Is.EqualTo(results.Count(each => each.Stored)));
        Assert.That((await StoreAsync(store, Report("wn9", "glibc 2.5-49"), Noon)).Stored, Is.True);
    }

    [Test]
    public async Task What_is_cancelled_while_it_waits_is_not_stored()
    {
        using IMonitorStore store = Open(new StoreOptions { BatchLength = 1 });
        using CancellationTokenSource cancellation = new();
        Task<StoreResult> first;
        using (SqliteConnection other = Database.OpenWriter(DatabasePath, create: false))
        {
            other.Execute("BEGIN IMMEDIATE");
            first = StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
            SpinWait.SpinUntil(() => store.Waiting == 0);
            Report report = Report("wn2", "glibc 2.5-49");
            Task<StoreResult> second = store.StoreAsync(report, HashOf(report), "x", Noon, cancellation.Token);
            await cancellation.CancelAsync();
            Assert.That(() => second, Throws.InstanceOf<OperationCanceledException>());
            other.Execute("ROLLBACK");
        }

        Assert.That((await first).Stored, Is.True);
        await StoreAsync(store, Report("wn3", "glibc 2.5-49"), Noon);
        Assert.That(store.Hosts(HostFilter.All).Select(host => host.Name), Is.EqualTo(new[] { "wn1", "wn3" }));
    }

    [Test]
    public async Task A_report_that_the_database_refuses_does_not_take_others_with_it()
    {
        using IMonitorStore store = Open();
        Task<StoreResult>[] all;
        using (SqliteConnection other = Database.OpenWriter(DatabasePath, create: false))
        {
            other.Execute("CREATE TRIGGER refuse BEFORE INSERT ON hosts WHEN new.name = 'bad' BEGIN SELECT raise(ABORT, 'refused'); END");
            other.Execute("BEGIN IMMEDIATE");
            all = [.. new[] { "wn1", "wn2", "bad", "wn3" }.Select(name => StoreAsync(store, Report(name, "glibc 2.5-49"), Noon))];
            other.Execute("ROLLBACK");
        }

        StoreResult[] results = await Task.WhenAll(all);
        Assert.That(results.Select(each => each.Stored), Is.EqualTo(new[] { true, true, false, true }));
        Assert.That(results[2].Error, Does.Contain("refused"));
    }

    [Test]
    public async Task Nothing_is_answered_into_a_database_that_was_moved_away_and_it_works_again_when_it_is_back()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        string[] suffixes = ["", "-wal", "-shm"];
        foreach (string suffix in suffixes) File.Move(DatabasePath + suffix, DatabasePath + ".away" + suffix);
        StoreResult away = await StoreAsync(store, Report("wn2", "glibc 2.5-49"), Noon);
        Assert.That((away.Outcome, away.Error), Is.EqualTo((StoreOutcome.Failed, $"{DatabasePath} was moved or deleted while it was in use; put it back.")));
        StoreResult still = await StoreAsync(store, Report("wn2", "glibc 2.5-49"), Noon);
        Assert.That(still.Outcome, Is.EqualTo(StoreOutcome.Failed));
        Assert.That(still.Error, Does.Contain("cannot be opened"));
        Assert.That(File.Exists(DatabasePath), Is.False, "no empty database in its place");
        Assert.That(() => store.Hosts(HostFilter.All), Throws.TypeOf<StorageException>());

        foreach (string suffix in suffixes.Where(suffix => File.Exists(DatabasePath + ".away" + suffix)))
        {
            File.Move(DatabasePath + ".away" + suffix, DatabasePath + suffix);
        }

        Assert.That((await StoreAsync(store, Report("wn3", "glibc 2.5-49"), Noon)).Stored, Is.True);
        Assert.That(store.Host("wn1"), Is.Not.Null);
        Assert.That(store.Host("wn3"), Is.Not.Null);
    }

    [Test]
    public async Task A_full_disk_fails_reports_whole_and_later_ones_are_stored_when_there_is_room()
    {
        string disk = Directory.CreateTempSubdirectory("grif-errata-disk-").FullName;
        try
        {
            if (!Run("mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", disk)) Assert.Ignore("This user may not mount a small file system.");
            string path = Path.Combine(disk, "monitor.db");
            string ballast = Path.Combine(disk, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[512 << 10]);
            using IMonitorStore store = SqliteStore.Open(new StoreOptions { Path = path });
            List<string> stored = [];
            StoreResult result = new(StoreOutcome.Busy);
            int i = 0;
            for (; i < 2000; i++)
            {
                result = await StoreAsync(store, Big(i), Noon);
                if (!result.Stored) break;
                stored.Add($"wn{i}");
            }

            Assert.That(result.Outcome, Is.EqualTo(StoreOutcome.Failed));
            Assert.That(result.Error, Does.Contain("disk").And.Contains("make room").Or.Contains("disk is not full"));
            Assert.That((await StoreAsync(store, Big(i), Noon)).Stored, Is.False);

            File.Delete(ballast);
            Assert.That((await StoreAsync(store, Big(5000), Noon)).Stored, Is.True);
            Assert.That(store.Hosts(HostFilter.All).Select(host => host.Name), Is.EquivalentTo([.. stored, "wn5000"]));
            foreach (HostRecord host in store.Hosts(HostFilter.All)) Assert.That(store.Packages(host.SetHash)!.Value, Has.Length.EqualTo(100));
            Assert.That(store.Counts().Changes, Is.EqualTo(stored.Count + 1));
        }
        finally
        {
            Run("umount", "-l", disk);
            Directory.Delete(disk);
        }
    }

    internal static Report Big(int number)
    {
        ImmutableArray<Nevra> packages = [.. Enumerable.Range(0, 100).Select(i => new Nevra($"package{i}", new Evr(0, $"{number}.{i}", "1"), "x86_64"))];
        return Report($"wn{number}") with { Packages = packages };
    }

    internal static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
