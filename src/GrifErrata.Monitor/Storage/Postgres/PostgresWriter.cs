using System.Threading.Channels;
using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>The threads that write reports. Each takes all that waits, up to a batch, commits it in one transaction and only then answers:
/// while the server is busy with one batch, the next one gathers.</summary>
internal sealed class PostgresWriter : IDisposable
{
    private readonly PostgresDatabase _database;
    private readonly int _batchLength;
    private readonly KnownSets _known;
    private readonly RelayBound _relays;
    private readonly Channel<PendingReport> _queue;
    private readonly Thread[] _threads;
    private long _commits;

    public PostgresWriter(PostgresDatabase database, StoreOptions options, KnownSets known)
    {
        _database = database;
        _batchLength = options.BatchLength;
        _known = known;
        _relays = new RelayBound(options.RelaysKept);
        _queue = Channel.CreateBounded<PendingReport>(options.QueueLength);
        _threads = [.. Enumerable.Range(0, options.Writers).Select(_ => new Thread(Work) { IsBackground = true, Name = "Monitor's writer" })];
        foreach (Thread thread in _threads) thread.Start();
    }

    /// <summary>Reports that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Transactions committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Queues a report; false where the queue is full or the writers have ended.</summary>
    public bool TryAdd(PendingReport report) => _queue.Writer.TryWrite(report);

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        foreach (Thread thread in _threads) thread.Join();
    }

    private void Work()
    {
        List<PendingReport> batch = new(_batchLength);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < _batchLength && _queue.Reader.TryRead(out PendingReport? report))
            {
                if (!report.IsCancelled) batch.Add(report);
            }

            if (batch.Count > 0) Write(batch);
        }
    }

    private void Write(List<PendingReport> batch)
    {
        StoreOutcome[] outcomes;
        try
        {
            outcomes = Retry.Run(_database, () => Store([.. batch.Select(static report => report.Incoming)]));
        }
#pragma warning disable CA1031 // The writer must outlive every error; those who wait are told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // The database may be another one when it is back.
            _known.Clear();
            if (batch.Count > 1 && !PostgresDatabase.FailsAsAWhole(e))
            {
                // One of them is to blame; the others are stored.
                foreach (PendingReport report in batch) Write([report]);
                return;
            }

            foreach (PendingReport report in batch) report.Complete(new StoreResult(StoreOutcome.Failed, _database.Explain(e)));
            return;
        }

        for (int i = 0; i < outcomes.Length; i++) batch[i].Complete(new StoreResult(outcomes[i]));
    }

    private StoreOutcome[] Store(IReadOnlyList<IncomingReport> reports)
    {
        using PostgresTransaction sql = PostgresTransaction.Write(_database);
        long generation = PruningLock.Share(sql);
        _known.Expect(generation);
        BatchSets sets = new(_known, generation);
        StoreOutcome[] outcomes = new ReportBatch(sql, sets, _relays).Store(reports);
        sql.Commit();
        sets.Publish();
        Interlocked.Increment(ref _commits);
        return outcomes;
    }
}
