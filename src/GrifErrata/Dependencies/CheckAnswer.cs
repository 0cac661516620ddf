using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Whether an update can be applied to a machine, and what it needs besides itself.</summary>
/// <param name="Result">The verdict.</param>
/// <param name="Changes">What the update needs besides itself: the fewest changes; empty unless the result is <see cref="CheckResult.Fix"/>.</param>
/// <param name="Problems">Why it is impossible, each by itself; empty unless the result is <see cref="CheckResult.Impossible"/>.</param>
/// <param name="Warnings">What the check could not see, and what was broken before.</param>
/// <param name="IsExact">False where the search was cut short: the changes may not be the fewest, or the verdict is unknown.</param>
public sealed record CheckAnswer(
    CheckResult Result,
    ImmutableArray<CheckChange> Changes,
    ImmutableArray<CheckProblem> Problems,
    ImmutableArray<CheckWarning> Warnings,
    bool IsExact = true);

/// <summary>The verdicts of a check.</summary>
public enum CheckResult
{
    /// <summary>Nothing to do.</summary>
    Ok,

    /// <summary>Further changes are needed, and they are known.</summary>
    Fix,

    /// <summary>It cannot be applied.</summary>
    Impossible,

    /// <summary>The search was cut short before it found an answer.</summary>
    Unknown,
}

/// <summary>A change beyond the update itself.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Package">The package that comes, or that leaves.</param>
/// <param name="Old">Of an update the package that it replaces, else null.</param>
/// <param name="Because">Why, in words.</param>
public sealed record CheckChange(CheckAction Action, Nevra Package, Nevra? Old, ImmutableArray<string> Because)
{
    /// <summary>Name of a package of the update that was built from the same source package, or null.</summary>
    public string? SameSource { get; init; }
}

/// <summary>The kinds of changes.</summary>
public enum CheckAction
{
    /// <summary>A package comes.</summary>
    Add,

    /// <summary>A package is replaced by another version or architecture of its name.</summary>
    Update,

    /// <summary>A package leaves, because another obsoletes it.</summary>
    Remove,
}

/// <summary>Packages of the update that cannot be had together.</summary>
/// <param name="Locked">The smallest set: without any one of them the others can be had.</param>
/// <param name="Steps">Why: the cause first, one step a line.</param>
/// <param name="Alternatives">What would help besides leaving one of <paramref name="Locked"/> out; may be empty.</param>
/// <param name="Code">Code of its page in docs/diagnostics.</param>
public sealed record CheckProblem(ImmutableArray<Nevra> Locked, ImmutableArray<string> Steps, ImmutableArray<string> Alternatives, string Code)
{
    /// <summary>The steps and the way out as its last line.</summary>
    public string Text => string.Join('\n', [.. Steps, WayOut]);

    private string WayOut
    {
        get
        {
            string leave = Locked.Length == 1 ? $"leave out {Locked[0]}" : $"leave out one of {string.Join(", ", Locked)}";
            return Alternatives.IsEmpty ? $"The way out: {leave}" : $"Either {leave}, or get {string.Join("; and ", Alternatives)}";
        }
    }
}

/// <summary>Something that a person should know of the answer.</summary>
/// <param name="Code">Code of its page in docs/diagnostics.</param>
/// <param name="Package">The package it is about, or null.</param>
/// <param name="Text">In words.</param>
public sealed record CheckWarning(string Code, Nevra? Package, string Text);
