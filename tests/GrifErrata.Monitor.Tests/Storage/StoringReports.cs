using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Tests.Storage;

#pragma warning disable CA2025 // Each test waits for its tasks before the store is closed.
[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class StoringReports(StoreKind kind) : StoreFixture(kind)
{
    [Test]
    public async Task What_a_report_says_is_read_back()
    {
        using IMonitorStore store = Open();
        Report report = Report("wn1", "glibc 2.5-49", "bash 3.2-24") with { BadLines = 3 };
        StoreResult result = await StoreAsync(store, report, Noon);
        Assert.That(result, Is.EqualTo(new StoreResult(StoreOutcome.First)));
        Assert.That(store.Host("wn1"), Is.EqualTo(new HostRecord
        {
            Name = "wn1",
            Site = "GRIF-LLR",
            Tag = "wn",
            System = report.System,
            Arch = "x86_64",
            Kernel = report.Kernel,
            Packager = "rpm",
            Reporter = "192.0.2.7",
            Protocol = 5,
            BadLines = 3,
            FirstSeen = Noon,
            LastSeen = Noon,
            LastChanged = Noon,
            SetHash = HashOf(report),
            PackageCount = 2,
        }));
        Assert.That(store.Host("wn2"), Is.Null);
    }

    [Test]
    public async Task It_is_there_after_the_database_was_closed_and_opened_again()
    {
        Report report = Report("wn1", "glibc 2.5-49");
        using (IMonitorStore store = Open()) await StoreAsync(store, report, Noon);
        using IMonitorStore again = Open();
        Assert.That(again.Packages(HashOf(report))!.Value, Is.EqualTo(report.Packages));
        Assert.That((await StoreAsync(again, report, Noon)).Outcome, Is.EqualTo(StoreOutcome.Unchanged));
    }

    [Test]
    public async Task An_unchanged_report_moves_last_seen_only()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        HostRecord before = store.Host("wn1")!;
        Assert.That((await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon.AddHours(1))).Outcome, Is.EqualTo(StoreOutcome.Unchanged));
        Assert.That(store.Host("wn1"), Is.EqualTo(before with { LastSeen = Noon.AddHours(1) }));
        Assert.That(store.Counts(), Is.EqualTo(new StoreCounts(Hosts: 1, Sets: 1, Parts: 2, Changes: 1)),
            "the part with glibc, and the empty one");
    }

    [Test]
    public async Task An_unchanged_report_still_brings_a_new_tag_and_reporter()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        Report retagged = Report("wn1", "glibc 2.5-49") with { Tag = null, Protocol = 4 };
        await store.StoreAsync(retagged, HashOf(retagged), "proxy", Noon, CancellationToken.None);
        HostRecord host = store.Host("wn1")!;
        Assert.That((host.Tag, host.Protocol, host.Reporter), Is.EqualTo(((string?)null, 4, "proxy")));
    }

    [Test]
    public async Task Hosts_with_the_same_packages_share_one_set()
    {
        using IMonitorStore store = Open();
        for (int i = 0; i < 10; i++) await StoreAsync(store, Report($"wn{i}", "glibc 2.5-49", "bash 3.2-24"), Noon);
        Assert.That((store.Counts().Hosts, store.Counts().Sets), Is.EqualTo((10, 1)));
    }

    [Test]
    public async Task Sets_that_differ_in_one_package_share_the_other_parts()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49", "bash 3.2-24", "zlib 1.2-3"), Noon);
        long before = store.Counts().Parts;
        await StoreAsync(store, Report("wn2", "glibc 2.5-58", "bash 3.2-24", "zlib 1.2-3"), Noon);
        Assert.That(store.Counts().Parts, Is.EqualTo(before + 1));
    }

    [Test]
    public void Every_set_comes_back_whatever_its_strings_and_whatever_their_order()
    {
        Gen<string> word = Gen.String[Gen.Char["ab0.-+~^\t\n\0é漢"], 0, 6];
        Gen<Nevra> package = Gen.Select(word, Gen.Int[0, int.MaxValue].Nullable(), word, word, word,
            (name, epoch, version, release, arch) => new Nevra(name, new Evr(epoch, version, release), arch));
        using IMonitorStore store = Open();
        package.Array[0, 200].Sample(packages =>
        {
            ImmutableArray<Nevra> sorted = [.. packages.Distinct().Order(SetOrder.Instance)];
            string text = string.Join('|', sorted.Select(each => $"{each.Evr.Epoch}{each}"));
            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            ImmutableArray<Nevra> shuffled = [.. sorted.Reverse()];
            PackagePart[] parts = PackagePart.Split(shuffled);
            Assert.That(parts.Select(each => each.Hash), Is.EqualTo(PackagePart.Split(sorted).Select(each => each.Hash)));
            Report report = Report("wn1") with { Packages = shuffled };
            StoreResult result = store.StoreAsync(report, hash, "x", Noon, CancellationToken.None).GetAwaiter().GetResult();
            Assert.That(result.Error, Is.Null);
            Assert.That(store.Packages(hash)!.Value, Is.EqualTo(sorted));
        }, iter: 200, threads: 1);
    }

    [Test]
    public async Task A_name_with_a_NUL_does_not_pass_for_the_name_before_it()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("wn1\0.evil", "glibc 2.5-58"), Noon);
        Assert.That(store.Hosts(HostFilter.All).Select(host => host.Name), Is.EqualTo(new[] { "wn1", "wn1\uFFFD.evil" }));
        Assert.That(store.Host("wn1\0.evil")!.SetHash, Is.EqualTo("glibc-2.5-58.x86_64"));
    }

    [Test]
    public void The_part_of_a_name_never_changes_because_databases_hold_it()
    {
        int[] numbers = [.. new[] { "glibc", "bash", "kernel", "", "é" }.Select(PackagePart.NumberOf)];
        Assert.That(numbers, Is.EqualTo(new[] { 5, 3, 6, 25, 28 }));
    }

    [Test]
    public void A_report_that_asks_not_to_be_stored_is_a_bug_of_the_caller()
    {
        using IMonitorStore store = Open();
        Report report = Report("wn1", "glibc 2.5-49") with { Mode = ReportMode.ReportOnly };
        Assert.That(() => StoreAsync(store, report, Noon), Throws.ArgumentException);
    }

    [Test]
    public async Task Sixty_four_writers_share_commits_and_each_gets_its_answer()
    {
        using IMonitorStore store = Open();
        StoreResult[] results = await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Task.Run(async () =>
        {
            StoreResult last = new(StoreOutcome.Busy);
            for (int round = 0; round < 10; round++)
            {
                Report report = Report($"wn{writer}", $"glibc 2.5-{round}", $"own {writer}-1");
                last = await StoreAsync(store, report, Noon.AddMinutes(round));
                Assert.That(store.Host(report.Host)!.SetHash, Is.EqualTo(HashOf(report)), "answered, so others can read it");
            }

            return last;
        })));
        Assert.That(results, Has.All.EqualTo(new StoreResult(StoreOutcome.Changed)));
        Assert.That(store.Counts(), Is.EqualTo(new StoreCounts(64, 640, store.Counts().Parts, 640)));
        Assert.That(store.Commits, Is.LessThan(640));
    }
}
