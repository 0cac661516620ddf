using System.Collections.Immutable;
using GrifErrata.Profiles;

namespace GrifErrata.Monitor.Expectations;

/// <summary>Reads expectations when they change, beside the answering of requests; what cannot be read stays as it was.</summary>
public sealed class ExpectationWatch : BackgroundService
{
    private readonly ExpectationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ExpectationWatch> _log;
    private readonly ErrataInputSource? _input;
    private readonly ProfileFolder? _profiles;
    private readonly ProfileMirror? _mirror;
    private readonly SemaphoreSlim _one = new(1);
    private int _lastProblems = -1;

    // What was read and is not in use yet: of two sources the second may fail.
    private bool _isNew;

    /// <param name="options">Where they are read from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Takes what changed.</param>
    /// <exception cref="ArgumentException">The profiles' address cannot be used.</exception>
    public ExpectationWatch(ExpectationOptions options, TimeProvider time, ILogger<ExpectationWatch> log)
    {
        (_options, _time, _log) = (options, time, log);
        _input = options.Input is { } input ? new(input) : null;
        _profiles = OpenProfiles(options, out _mirror);
        Current = Expectation.None with { Sources = Sources };
    }

    /// <summary>What is known now.</summary>
    public Expectation Current { get; private set; }

    private ImmutableArray<SourceState> Sources => [.. new[] { _input?.State, _profiles?.State }.OfType<SourceState>()];

    private static ProfileFolder? OpenProfiles(ExpectationOptions options, out ProfileMirror? mirror)
    {
        mirror = null;
        if (options.Profiles is not { } profiles) return null;
        bool isAddress = profiles.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || profiles.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (isAddress)
        {
#pragma warning disable CA2000 // The mirror's client disposes of it.
            mirror = new(new Uri(profiles), options.MirrorFolder, ProfileMirror.Handler());
#pragma warning restore CA2000
        }

        return new(isAddress ? options.MirrorFolder : profiles, profiles);
    }

    /// <summary>Looks for changes once.</summary>
    public async Task PollAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await ReadAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _mirror?.Dispose();
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first reading may take long, and requests need not wait for it.
        await Task.Yield();
        using PeriodicTimer timer = new(_options.Every, _time);
        do
        {
            try
            {
                await PollAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever is in a folder, the monitor goes on with what it knows.
                Log.Failed(_log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _isNew |= _input?.Poll(now, cancellation) == true;
        if (_profiles is not null)
        {
            Problems problems = _mirror is null ? new() : await _mirror.UpdateAsync(cancellation);
            _isNew |= _profiles.Poll(now, problems, cancellation);
        }

        (bool isChanged, _isNew) = (_isNew, false);
        ImmutableArray<SourceState> sources = Sources;
        Current = isChanged
            ? new() { Generation = Current.Generation + 1, Oses = _input?.Oses ?? [], Federation = _input?.Federation, Profiles = _profiles?.Profiles ?? Expectation.None.Profiles, Sources = sources }
            : Current with { Sources = sources };
        Tell(isChanged, sources);
    }

    private void Tell(bool isChanged, ImmutableArray<SourceState> sources)
    {
        int problems = sources.Sum(s => s.ProblemCount);
        if (isChanged) Log.Changed(_log, Current.Oses.Sum(o => o.Errata.Updates.Length), Current.Profiles.Count);
        if (problems != _lastProblems && problems > 0) Log.Problems(_log, problems, sources.SelectMany(s => s.Problems).First());
        _lastProblems = problems;
    }
}
