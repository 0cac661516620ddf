using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage;

/// <summary>The monitor's database in an SQLite file: hosts, what they have, and what they had. Safe for several threads; one object a
/// file and process.</summary>
public sealed class SqliteStore : IDisposable
{
    private readonly StoreOptions _options;
    private readonly KnownSets _known = new();
    private readonly StoreReader _reader;
    private readonly StoreWriter _writer;

    private SqliteStore(StoreOptions options)
    {
        _options = options;
        _reader = new StoreReader(options);
        _writer = new StoreWriter(options, _known);
    }

    /// <summary>Reports that wait for the writer.</summary>
    public int Waiting => _writer.Waiting;

    /// <summary>Transactions committed since it was opened.</summary>
    public long Commits => _writer.Commits;

    /// <summary>Opens the database, creates it where it is absent, and brings an older version's up to date.</summary>
    /// <exception cref="StorageException">It cannot be opened, is another program's, or a newer version's.</exception>
    public static SqliteStore Open(StoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HistoryKept, TimeSpan.Zero);
        return new SqliteStore(options with { Path = Path.GetFullPath(options.Path) });
    }

    /// <summary>Stores a report. When the task ends with <see cref="StoreResult.Stored"/>, it survives a crash and a power cut; else
    /// nothing of it is stored. Cancelled before the writer comes to it, it is not stored; later, it may be.</summary>
    /// <param name="report">A report that is to be stored.</param>
    /// <param name="setHash">Content hash of its packages: equal for equal sets, and for no others.</param>
    /// <param name="reporter">Who sent it.</param>
    /// <param name="now">When it came.</param>
    /// <param name="cancellation">When nobody waits any more.</param>
    public async Task<StoreResult> StoreAsync(
        Report report, string setHash, string reporter, DateTimeOffset now, CancellationToken cancellation)
    {
        if (report.Mode == ReportMode.ReportOnly) throw new ArgumentException("This report asks not to be stored.", nameof(report));
        cancellation.ThrowIfCancellationRequested();

        // Before the work, not only after it: what is refused must be cheap.
        if (_writer.Waiting >= _options.QueueLength) return Busy();
        IncomingPart[]? parts = _known.Prepare(setHash, report.Packages);
        IncomingReport incoming = new(report, setHash, reporter, now.ToUnixTimeMilliseconds(), parts);
        WriterTask<StoreResult> task = new(
            connection => new StoreResult(connection.Store(incoming)), static error => new StoreResult(StoreOutcome.Failed, error));
        return _writer.TryAdd(task) ? await task.WaitAsync(cancellation) : Busy();
    }

    /// <summary>Forgets changes older than <see cref="StoreOptions.HistoryKept"/>, and sets that only they had. What each host had at that
    /// time and since stays.</summary>
    /// <exception cref="StorageException">The database failed; nothing was removed.</exception>
    public async Task<PruneResult> PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        long before = (now - _options.HistoryKept).ToUnixTimeMilliseconds();
        WriterTask<PruneResult> task = new(connection => connection.Prune(before), static error => throw new StorageException(error));
        await _writer.AddAsync(task, cancellation);
        return await task.WaitAsync(cancellation);
    }

    /// <summary>Hosts in ordinal order of their names.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public ImmutableArray<HostRecord> Hosts(HostFilter filter) => _reader.Hosts(filter);

    /// <summary>A host, or null where it never reported.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public HostRecord? Host(string name) => _reader.Host(name);

    /// <summary>A host and what it had before, or null where it never reported.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public HostWithHistory? HostWithHistory(string name) => _reader.HostWithHistory(name);

    /// <summary>Hosts that have a package of this name now, in ordinal order of their names.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public ImmutableArray<HostWithPackages> HostsWithPackage(string package, HostFilter filter) => _reader.HostsWithPackage(package, filter);

    /// <summary>The packages of a set in the order of <see cref="SetOrder"/>, or null where no host has it and the history no more.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public ImmutableArray<Nevra>? Packages(string setHash) => _reader.Packages(setHash);

    /// <summary>How much the database holds.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public StoreCounts Counts() => _reader.Counts();

    /// <summary>Stores what waits, then closes the database.</summary>
    public void Dispose() => _writer.Dispose();

    private StoreResult Busy() => new(
        StoreOutcome.Busy, FormattableString.Invariant($"{_options.QueueLength} reports wait for the database already; try again later."));
}
