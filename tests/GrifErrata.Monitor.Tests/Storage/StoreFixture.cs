using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Tests.Storage;

/// <summary>A folder with a database for one test, and short words for its reports.</summary>
public abstract class StoreFixture
{
    protected static readonly DateTimeOffset Noon = new(2010, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private string _folder = string.Empty;

    /// <summary>The database's file.</summary>
    protected string DatabasePath => Path.Combine(_folder, "monitor.db");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("grif-errata-storage-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    protected SqliteStore Open() => SqliteStore.Open(new StoreOptions { Path = DatabasePath });

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
    protected static Task<StoreResult> StoreAsync(SqliteStore store, Report report, DateTimeOffset now) =>
        store.StoreAsync(report, HashOf(report), "192.0.2.7", now, CancellationToken.None);

    protected static string HashOf(Report report) => string.Join(' ', report.Packages);
}
