using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Selections;

/// <summary>A package that a machine should get.</summary>
/// <param name="Nevra">The build.</param>
/// <param name="Source">The source that has it; of several the preferred one.</param>
/// <param name="Rule">Why it is this build.</param>
/// <param name="Replaces">The installed packages whose place it takes.</param>
/// <param name="Reasons">The fixes that it brings, ordered by advisory (ordinal); empty where nothing was asked for but newer builds.</param>
public sealed record SelectedPackage(
    Nevra Nevra, string Source, SelectionRule Rule, ImmutableArray<Nevra> Replaces, ImmutableArray<SelectionReason> Reasons);

/// <summary>One fix of a chosen package.</summary>
/// <param name="Advisory">The advisory.</param>
/// <param name="Fixed">The EVR at which it is fixed.</param>
public sealed record SelectionReason(Advisory Advisory, Evr Fixed);

/// <summary>Why it is this build.</summary>
public enum SelectionRule
{
    /// <summary>The newest build of the installed package's architecture.</summary>
    Newest,

    /// <summary>The lowest build that has the fixes.</summary>
    Minimal,

    /// <summary>As the others, but the package changes to or from <c>noarch</c>.</summary>
    ArchitectureChange,

    /// <summary>It obsoletes an installed package.</summary>
    Obsoletes,
}
