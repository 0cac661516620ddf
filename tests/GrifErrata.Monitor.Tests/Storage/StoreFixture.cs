using System.Collections.Immutable;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tests.Storage.Postgres;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Tests.Storage;

/// <summary>A database for one test, and short words for its reports.</summary>
public abstract class StoreFixture(StoreKind kind)
{
    protected static readonly DateTimeOffset Noon = new(2010, 11, 25, 12, 0, 0, TimeSpan.Zero);
    protected static readonly CancellationToken None = CancellationToken.None;

    private string _folder = string.Empty;

    /// <summary>The database's file, where it is SQLite's.</summary>
    protected string DatabasePath => Path.Combine(_folder, "monitor.db");

    /// <summary>What holds the test's files.</summary>
    protected string Folder => _folder;

    /// <summary>How the database is named: a file, or a connection string.</summary>
    protected string Connection { get; private set; } = string.Empty;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("grif-errata-storage-").FullName;
        Connection = kind == StoreKind.Postgres ? SharedServer.NewSchema() : DatabasePath;
    }

    [TearDown]
    public void Delete()
    {
        if (_folder.Length > 0) Directory.Delete(_folder, recursive: true);
        if (kind == StoreKind.Postgres && Connection.Length > 0) SharedServer.Drop(Connection);
    }

    protected IMonitorStore Open() => Open(new StoreOptions());

    /// <summary>Opens the test's database; a second time as another collector does.</summary>
    protected IMonitorStore Open(StoreOptions options) => MonitorStores.Open(Connection, options);

    protected static Report Report(string host, params ReadOnlySpan<string> packages) => new()
    {
        Host = host,
        Site = "GRIF-LLR",
        Tag = "wn",
        System = "Scientific Linux SL release 5.5 (Boron)",
        Arch = "x86_64",
        Kernel = "2.6.18-194.el5",
        Packager = "rpm",
        Protocol = 5,
        Mode = ReportMode.StoreOnly,
        Packages = Packages(packages),
    };

    /// <summary>Packages as <c>name version-release</c>.</summary>
    protected static ImmutableArray<Nevra> Packages(params ReadOnlySpan<string> packages)
    {
        ImmutableArray<Nevra>.Builder builder = ImmutableArray.CreateBuilder<Nevra>();
        foreach (string package in packages)
        {
            string[] words = package.Split(' ', '-');
            builder.Add(new Nevra(words[0], new Evr(0, words[1], words[2]), "x86_64"));
        }

        return builder.DrainToImmutable();
    }

    /// <summary>Stores a report; the hash of a set is its packages in one line.</summary>
    protected static Task<StoreResult> StoreAsync(
        IMonitorStore store, Report report, DateTimeOffset now, string? site = null, RelayEnvelope? relay = null) => store.StoreAsync(
            report, HashOf(report), new Sender("192.0.2.7", site), now, relay, CancellationToken.None);

    protected static string HashOf(Report report) => string.Join(' ', report.Packages);
}
