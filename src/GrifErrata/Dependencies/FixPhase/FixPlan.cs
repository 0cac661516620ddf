using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>What an update version needs besides itself, for machines that are not known: what its <c>-fix</c> template does.</summary>
/// <param name="Blocks">What to do, in the order in which it is done.</param>
/// <param name="Findings">What data cannot decide or cannot cure, by code and text.</param>
/// <param name="Checked">How many packages of the version could be compared with what machines had.</param>
/// <param name="Unchecked">How many could not, because a listing says nothing of what packages require.</param>
public sealed record FixPlan(ImmutableArray<FixBlock> Blocks, ImmutableArray<FixFinding> Findings, int Checked, int Unchecked)
{
    /// <summary>
    /// All that is done in the end: <see cref="Blocks"/>, and where machines follow repositories also what the package manager does itself, in the order in
    /// which the template would do it.
    /// </summary>
    public ImmutableArray<FixBlock> Whole { get; init; } = Blocks;

    /// <summary>Nothing to do, nothing known.</summary>
    public static FixPlan Empty { get; } = new([], [], 0, 0);
}

/// <summary>Something that a person must know or decide.</summary>
/// <param name="Descriptor">Its kind.</param>
/// <param name="Text">What is wrong, and what to do.</param>
/// <param name="Names">The names that it is about, the raised one first; a person who wrote a block about them has decided.</param>
/// <param name="Location">Where; none where it is about the version as a whole.</param>
public sealed record FixFinding(DiagnosticDescriptor Descriptor, string Text, ImmutableArray<string> Names, SourceLocation Location = default)
{
    /// <inheritdoc/>
    public bool Equals(FixFinding? other) => other is not null && Descriptor == other.Descriptor && Text == other.Text && Location == other.Location;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
