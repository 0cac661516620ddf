using System.Globalization;
using GrifErrata.Monitor.Backup;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sql;
using GrifErrata.Monitor.Storage.Sqlite;
using GrifErrata.Monitor.Tests.Storage.Postgres;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Tests.Storage;

/// <summary>Databases as the programs of earlier versions wrote them: <c>Versions/DATABASE-NNNN.sql</c>, one a version.</summary>
public sealed class EarlierVersions
{
    private static readonly DateTimeOffset Noon = new(2010, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private string _folder = string.Empty;

    private static string Versions => Path.Combine(Checkout.Root, "tests", "GrifErrata.Monitor.Tests", "Storage", "Versions");

    private static IEnumerable<int> SqliteVersions => Enumerable.Range(1, MigrationScripts.Of("Sqlite").Length - 1);

    private static IEnumerable<int> PostgresVersions => Enumerable.Range(1, MigrationScripts.Of("Postgres").Length - 1);

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("grif-errata-versions-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(SqliteVersions))]
    public async Task A_database_of_an_earlier_version_is_brought_up_to_date_and_says_the_same(int version)
    {
        string path = Make(version);
        using (IMonitorStore store = MonitorStores.OpenFile(path)) await AssertReadsRightAsync(store);
        using IMonitorStore again = MonitorStores.OpenFile(path);
        Assert.That(again.Counts().Hosts, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(SqliteVersions))]
    public async Task A_backup_of_an_earlier_version_is_restored_into_either_database_and_stays_as_it_is(int version)
    {
        string path = Make(version);
        byte[] before = await File.ReadAllBytesAsync(path);
        string schema = SharedServer.NewSchema();
        try
        {
            foreach (string target in (string[])[Path.Combine(_folder, "restored.db"), schema])
            {
                Assert.That(await RestoreCommand.RunAsync(target, path, TextWriter.Null), Is.Zero);
                using IMonitorStore store = MonitorStores.Open(target);
                await AssertReadsRightAsync(store);
            }
        }
        finally
        {
            SharedServer.Drop(schema);
        }

        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(PostgresVersions))]
    public async Task A_PostgreSQL_database_of_an_earlier_version_is_brought_up_to_date_and_says_the_same(int version)
    {
        string schema = SharedServer.NewSchema();
        try
        {
            SharedServer.Run(schema, await File.ReadAllTextAsync(Script("postgres", version)));
            using IMonitorStore store = MonitorStores.Open(schema);
            await AssertReadsRightAsync(store);
        }
        finally
        {
            SharedServer.Drop(schema);
        }
    }

    private static string Script(string database, int version) =>
        Path.Combine(Versions, string.Create(CultureInfo.InvariantCulture, $"{database}-{version:D4}.sql"));

    private string Make(int version)
    {
        string path = Path.Combine(_folder, "monitor.db");
        using SqliteConnection connection = new($"Data Source={path};Pooling=false;Foreign Keys=false");
        connection.Open();
        connection.Execute(File.ReadAllText(Script("sqlite", version)));
        return path;
    }

    private static async Task AssertReadsRightAsync(IMonitorStore store)
    {
        HostWithHistory host = store.HostWithHistory("wn1.example.org")!;
        Assert.That((host.Host.Site, host.Host.Tag, host.Host.Kernel, host.Host.FirstSeen, host.Host.LastSeen),
            Is.EqualTo(("GRIF-LLR", "wn", "2.6.18-238.el5", Noon, Noon.AddDays(1))));
        Assert.That(host.Changes.Select(change => string.Join(' ', store.Packages(change.SetHash)!.Value)), Is.EqualTo(new[]
        {
            "bash-3.2-24.el5.x86_64 glibc-2.5-58.x86_64", "bash-3.2-24.el5.x86_64 glibc-2.5-49.x86_64",
        }));
        HostChanges changes = store.ChangesSince(0);
        Assert.That(changes.Changed.Select(each => each.Name), Is.EqualTo(new[] { "wn1.example.org", "wn2.example.org" }));
        Report report = new()
        {
            Host = "wn2.example.org",
            Site = "GRIF-LLR",
            Kernel = "2.6.18-194.el5",
            Protocol = 5,
            Mode = ReportMode.StoreOnly,
            Packages = store.Packages(store.Host("wn2.example.org")!.SetHash)!.Value,
        };
        StoreResult result = await store.StoreAsync(report, PackageSetHash.Of(report.Packages), "192.0.2.7", Noon.AddDays(2), CancellationToken.None);
        Assert.That(result, Is.EqualTo(new StoreResult(StoreOutcome.Unchanged)));
        Assert.That(store.ChangesSince(changes.Cursor).Changed.Single().Name, Is.EqualTo("wn2.example.org"));
    }
}
