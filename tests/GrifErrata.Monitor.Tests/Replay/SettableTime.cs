namespace GrifErrata.Monitor.Tests.Replay;

/// <summary>A clock that the test sets; timers run in real time.</summary>
internal sealed class SettableTime : TimeProvider
{
    private long _ticks;

    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
