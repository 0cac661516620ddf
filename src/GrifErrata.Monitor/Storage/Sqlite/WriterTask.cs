namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>Something for the writer to do in a transaction that it shares with others.</summary>
internal interface IWriterTask
{
    /// <summary>Whether nobody waits for it any more.</summary>
    bool IsCancelled { get; }

    /// <summary>Does it, in the transaction. May be called again after an error.</summary>
    void Run(WriterConnection connection);

    /// <summary>Tells who waits that it is durable.</summary>
    void Complete();

    /// <summary>Tells who waits that nothing of it was stored.</summary>
    void Fail(string error);
}

/// <summary>Something for the writer to do.</summary>
/// <param name="run">Does it.</param>
/// <param name="failed">What the one who waits gets when the database fails; may throw.</param>
internal sealed class WriterTask<T>(Func<WriterConnection, T> run, Func<string, T> failed) : IWriterTask
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <inheritdoc/>
    public bool IsCancelled => _completion.Task.IsCompleted;

    /// <summary>Waits until it is durable or failed. When cancelled before the writer has come to it, it is not done.</summary>
    public async Task<T> WaitAsync(CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = cancellation.Register(() => _completion.TrySetCanceled(cancellation));
        return await _completion.Task;
    }

    /// <inheritdoc/>
    public void Run(WriterConnection connection) => _result = run(connection);

    /// <inheritdoc/>
    public void Complete() => _completion.TrySetResult(_result!);

    /// <inheritdoc/>
    public void Fail(string error)
    {
        try
        {
            _completion.TrySetResult(failed(error));
        }
        catch (StorageException e)
        {
            _completion.TrySetException(e);
        }
    }
}
