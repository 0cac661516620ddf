using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Collector;

/// <summary>Writes refused reports to the database, so that they are shown after a new start and by all collectors; those that wait share a transaction.</summary>
/// <param name="refused">The refused reports.</param>
/// <param name="store">The database.</param>
internal sealed class RefusedWriter(RefusedReports refused, IMonitorStore store) : BackgroundService
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Writes those that wait; who looks at them next sees them.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            ImmutableArray<RefusedRow>.Builder rows = ImmutableArray.CreateBuilder<RefusedRow>();
            while (refused.Fresh.TryRead(out RefusedReport? report)) rows.Add(new(report.Time, report.Reporter, report.Refusal.Status, report.Refusal.Text, report.Site));
            if (rows.Count > 0) await store.SaveRefusedAsync(rows.ToImmutable(), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database is away; reports are answered 503 meanwhile, and these few are only counted.
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (await refused.Fresh.WaitToReadAsync(stoppingToken)) await FlushAsync(stoppingToken);
    }
}
