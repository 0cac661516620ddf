using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>The monitor's store over a database that speaks SQL: what is the same whichever it is.</summary>
internal sealed class SqlStore(IStoreDatabase database, StoreOptions options) : IMonitorStore
{
    private readonly PackageReader _packages = new(options.CachedPackages);

    /// <inheritdoc/>
    public int Waiting => database.Waiting;

    /// <inheritdoc/>
    public long Commits => database.Commits;

    /// <inheritdoc/>
    public async Task<StoreResult> StoreAsync(
        Report report, string setHash, Sender sender, DateTimeOffset now, RelayEnvelope? relay, CancellationToken cancellation)
    {
        if (report.Mode == ReportMode.ReportOnly) throw new ArgumentException("This report asks not to be stored.", nameof(report));
        cancellation.ThrowIfCancellationRequested();

        // Before the work, not only after it: what is refused must be cheap.
        if (database.Waiting >= options.QueueLength) return Busy();
        IncomingReport incoming = new(report, setHash, sender, now.ToUnixTimeMilliseconds(),
            database.Known.Prepare(setHash, report.Packages), IncomingRelay.Of(relay));
        return await database.StoreAsync(incoming, cancellation) ?? Busy();
    }

    /// <inheritdoc/>
    public Task<PruneResult> PruneAsync(DateTimeOffset now, CancellationToken cancellation) => database.PruneAsync(now, cancellation);

    /// <inheritdoc/>
    public Task<bool> ForgetHostAsync(string name, DateTimeOffset now, CancellationToken cancellation) =>
        WriteAsync(sql => Pruning.Host(sql, name, now.ToUnixTimeMilliseconds()), cancellation);

    /// <inheritdoc/>
    public ImmutableArray<HostRecord> Hosts(HostFilter filter) => Read(sql => Storage.Sql.Hosts.Read(sql, filter));

    /// <inheritdoc/>
    public HostRecord? Host(string name) => Read(sql => Storage.Sql.Hosts.Find(sql, name)?.Host);

    /// <inheritdoc/>
    public HostWithHistory? HostWithHistory(string name) => Read(sql => Reading.HostWithHistory(sql, name));

    /// <inheritdoc/>
    public ImmutableArray<HostWithPackages> HostsWithPackage(string package, HostFilter filter) =>
        Read(sql => Reading.HostsWithPackage(sql, _packages, package, filter));

    /// <inheritdoc/>
    public ImmutableArray<Nevra>? Packages(string setHash) => Read(sql => _packages.Packages(sql, setHash));

    /// <inheritdoc/>
    public StoreCounts Counts() => Read(Reading.Counts);

    /// <inheritdoc/>
    public HostChanges ChangesSince(long cursor) => Read(sql => Changes.Since(sql, cursor));

    /// <inheritdoc/>
    public Task<ImmutableArray<RelayItem>> ClaimRelaysAsync(
        string upstream, int max, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        WriteAsync(sql => Relays.Claim(sql, upstream, max, now.ToUnixTimeMilliseconds(), (long)lease.TotalMilliseconds), cancellation);

    /// <inheritdoc/>
    public Task RelayDoneAsync(long id, CancellationToken cancellation) => WriteAsync(sql => Relays.Done(sql, id), cancellation);

    /// <inheritdoc/>
    public Task RelayFailedAsync(long id, DateTimeOffset nextTry, string error, CancellationToken cancellation) =>
        WriteAsync(sql => Relays.Failed(sql, id, nextTry.ToUnixTimeMilliseconds(), error), cancellation);

    /// <inheritdoc/>
    public Task RelayDroppedAsync(long id, string error, CancellationToken cancellation) =>
        WriteAsync(sql => Relays.Dropped(sql, id, error), cancellation);

    /// <inheritdoc/>
    public ImmutableArray<RelayCount> RelayCounts() => Read(Relays.Counts);

    /// <inheritdoc/>
    public Task SaveTrendAsync(DateOnly day, ImmutableArray<TrendRow> rows, CancellationToken cancellation)
    {
        TrendTable.Check(day, rows);
        return WriteAsync(sql => TrendTable.Save(sql, day, rows), cancellation);
    }

    /// <inheritdoc/>
    public ImmutableArray<TrendRow> Trend(DateOnly from) => Read(sql => TrendTable.Read(sql, from));

    /// <inheritdoc/>
    public string? State(string key) => Read(sql => StateTable.Read(sql, key));

    /// <inheritdoc/>
    public Task SetStateAsync(string key, string? value, CancellationToken cancellation)
    {
        StateTable.Check(key, value);
        return WriteAsync(sql => StateTable.Write(sql, key, value), cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> TrySetStateAsync(string key, string? expected, string value, CancellationToken cancellation)
    {
        StateTable.Check(key, value);
        return WriteAsync(sql => StateTable.TryWrite(sql, key, expected, value), cancellation);
    }

    /// <inheritdoc/>
    public Task SaveRefusedAsync(ImmutableArray<RefusedRow> rows, CancellationToken cancellation) =>
        WriteAsync(sql => RefusedTable.Save(sql, rows, options.RefusedKept), cancellation);

    /// <inheritdoc/>
    public ImmutableArray<RefusedRow> Refused(int max) => Read(sql => RefusedTable.Last(sql, max));

    /// <inheritdoc/>
    public ImmutableArray<RefusedCount> RefusedCounts() => Read(RefusedTable.Counts);

    /// <summary>Stores what waits, then closes the database.</summary>
    public void Dispose() => database.Dispose();

    private T Read<T>(Func<IReadingSql, T> read) => database.Read(read);

    private Task<T> WriteAsync<T>(Func<IWritingSql, T> write, CancellationToken cancellation) => database.WriteAsync(write, cancellation);

    private Task<bool> WriteAsync(Action<IWritingSql> write, CancellationToken cancellation) => database.WriteAsync(
        sql =>
        {
            write(sql);
            return true;
        }, cancellation);

    private StoreResult Busy() => new(
        StoreOutcome.Busy, FormattableString.Invariant($"{options.QueueLength} reports wait for the database already; try again later."));
}
