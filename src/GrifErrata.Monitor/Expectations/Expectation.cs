using System.Collections.Frozen;
using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Judgements;
using GrifErrata.Profiles;

namespace GrifErrata.Monitor.Expectations;

/// <summary>What hosts should have, as of one moment: the update versions and the federation of an input folder, and the compiled profiles. Replaced as a
/// whole when one of them changes.</summary>
public sealed record Expectation
{
    /// <summary>Nothing is known: reports are shown, and only what they say themselves is judged.</summary>
    public static Expectation None { get; } = new();

    /// <summary>Grows with each change.</summary>
    public long Generation { get; init; }

    /// <summary>The OSs with their judges, in ordinal order of their names.</summary>
    public ImmutableArray<OsJudge> Oses { get; init; } = [];

    /// <summary>The federation, or null where the input has none.</summary>
    public FederationDefinition? Federation { get; init; }

    /// <summary>The machines' profiles by host name.</summary>
    public FrozenDictionary<string, Machine> Profiles { get; init; } = FrozenDictionary<string, Machine>.Empty;

    /// <summary>Whether every source was looked at at least once: before that, hosts would seem to be strangers, or of no version.</summary>
    public bool IsRead => Sources.All(s => s.Tried is not null);

    /// <summary>How fresh all this is, and what is wrong with what could not be read.</summary>
    public ImmutableArray<SourceState> Sources { get; init; } = [];
}

/// <summary>A place that expectations are read from.</summary>
/// <param name="Name">What it holds: <c>update versions</c> or <c>profiles</c>.</param>
/// <param name="Place">Folder or address.</param>
/// <param name="Read">When what is shown was read, UTC; null where nothing could be read yet.</param>
/// <param name="Tried">When it was last looked at, UTC.</param>
/// <param name="Count">How many versions or profiles it holds.</param>
/// <param name="Problems">What could not be read, one line each, at most <see cref="MostProblems"/>; the last good state of it stays in use.</param>
/// <param name="ProblemCount">How many problems there are.</param>
public sealed record SourceState(
    string Name, string Place, DateTimeOffset? Read, DateTimeOffset? Tried, int Count, ImmutableArray<string> Problems, int ProblemCount)
{
    /// <summary>Problems that are kept in words.</summary>
    public const int MostProblems = 50;
}
