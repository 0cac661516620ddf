namespace GrifErrata.Tests.Feeds;

/// <summary>A clock on which pauses of up to half a minute pass at once, and longer ones when the test says so.</summary>
internal sealed class TestTime(DateTimeOffset now) : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<TestTimer> _waiting = [];
    private readonly List<TimeSpan> _pauses = [];

    public DateTimeOffset Now { get; set; } = now;

    /// <summary>The short pauses that were made.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_lock) return [.. _pauses];
        }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        TestTimer timer = new(this, callback, state);
        lock (_lock)
        {
            if (dueTime == Timeout.InfiniteTimeSpan) return timer;
            if (dueTime > Short)
            {
                _waiting.Add(timer);
                return timer;
            }

            _pauses.Add(dueTime);
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        return timer;
    }

    /// <summary>Lets the long times pass.</summary>
    public void PassLongTimes()
    {
        TestTimer[] all;
        lock (_lock)
        {
            all = [.. _waiting];
            _waiting.Clear();
        }

        foreach (TestTimer timer in all) timer.Fire();
    }

    private sealed class TestTimer(TestTime time, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (time._lock) time._waiting.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
