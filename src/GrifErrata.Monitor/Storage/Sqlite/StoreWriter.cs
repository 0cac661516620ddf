using System.Threading.Channels;
using GrifErrata.Monitor.Storage.Sets;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>The one thread that writes. It takes all that waits, up to a batch, commits it in one transaction and only then answers: while
/// the disk is busy with one batch, the next one gathers.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly StoreOptions _options;
    private readonly KnownSets _known;
    private readonly Channel<IWriterTask> _queue;
    private readonly Thread _thread;
    private WriterConnection? _connection;

    public StoreWriter(StoreOptions options, KnownSets known)
    {
        _options = options;
        _known = known;
        _queue = Channel.CreateBounded<IWriterTask>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _connection = new WriterConnection(options.Path, create: true, known);
        _thread = new Thread(Work) { IsBackground = true, Name = "Monitor's writer" };
        _thread.Start();
    }

    /// <summary>Tasks that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Transactions committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Queues a task; false where the queue is full or the writer has ended.</summary>
    public bool TryAdd(IWriterTask task) => _queue.Writer.TryWrite(task);

    /// <summary>Queues a task when there is room.</summary>
    public ValueTask AddAsync(IWriterTask task, CancellationToken cancellation) => _queue.Writer.WriteAsync(task, cancellation);

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
        Close();
    }

    private void Work()
    {
        List<IWriterTask> batch = new(_options.BatchLength);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < _options.BatchLength && _queue.Reader.TryRead(out IWriterTask? task))
            {
                if (!task.IsCancelled) batch.Add(task);
            }

            if (batch.Count > 0) Write(batch);
        }
    }

    private void Write(List<IWriterTask> batch)
    {
        try
        {
            _connection ??= new WriterConnection(_options.Path, create: false, _known);
            _connection.Begin();
            foreach (IWriterTask task in batch) task.Run(_connection);
            _connection.Commit();
            Commits++;
        }
#pragma warning disable CA1031 // The writer must outlive every error; those who wait are told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Closing rolls back, and the next batch starts from what the file holds, whatever happened.
            Close();
            if (batch.Count > 1 && !Database.FailsAsAWhole(e))
            {
                // One of them is to blame; the others are stored.
                foreach (IWriterTask task in batch) Write([task]);
                return;
            }

            string error = e is SqliteException sqlite ? Database.Explain(sqlite, _options.Path) : e.Message;
            foreach (IWriterTask task in batch) task.Fail(error);
            return;
        }

        foreach (IWriterTask task in batch) task.Complete();
    }

    private void Close()
    {
        _known.Clear();
        try
        {
            _connection?.Dispose();
        }
        catch (SqliteException)
        {
            // Of a connection that has failed already nothing better can be expected; what was committed is in the log.
        }

        _connection = null;
        Database.ForgetReaders(_options.Path);
    }
}
