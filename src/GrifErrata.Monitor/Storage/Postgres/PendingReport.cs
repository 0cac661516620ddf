using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>A report that waits for a writer.</summary>
internal sealed class PendingReport(IncomingReport incoming)
{
    private readonly TaskCompletionSource<StoreResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The report.</summary>
    public IncomingReport Incoming => incoming;

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsCancelled => _completion.Task.IsCompleted;

    /// <summary>Waits for its answer. When cancelled before a writer has come to it, it is not stored.</summary>
    public async Task<StoreResult> WaitAsync(CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = cancellation.Register(() => _completion.TrySetCanceled(cancellation));
        return await _completion.Task;
    }

    /// <summary>Answers.</summary>
    public void Complete(StoreResult result) => _completion.TrySetResult(result);
}
