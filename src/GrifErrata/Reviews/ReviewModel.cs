using System.Collections.Immutable;
using GrifErrata.Pan;

namespace GrifErrata.Reviews;

/// <summary>What the templates of the review see: the texts that a reviewer reads, grouped, the risks first.</summary>
public sealed record ReviewModel
{
    /// <summary>Name of the OS's folder.</summary>
    public required string Os { get; init; }

    /// <summary>The update version that is reviewed.</summary>
    public required string Version { get; init; }

    /// <summary>The version that it is compared with, or <c>the base release</c>.</summary>
    public required string Against { get; init; }

    /// <summary><c>monthly</c> or <c>unscheduled</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>draft</c>, <c>released</c> or <c>withdrawn</c>.</summary>
    public required string State { get; init; }

    /// <summary>Versions that this one replaces.</summary>
    public required ImmutableArray<ReviewReplaced> Replaces { get; init; }

    /// <summary>Why this version was withdrawn; empty where it is not.</summary>
    public required string Withdrawn { get; init; }

    /// <summary>What replaces this version; empty where it is not withdrawn, or nothing does.</summary>
    public required string ReplacedBy { get; init; }

    /// <summary>Cutoff, <c>2010-10-27T20:00:00Z</c>.</summary>
    public required string Cutoff { get; init; }

    /// <summary>Number of packages in the version, a name and architecture each.</summary>
    public required int PackageCount { get; init; }

    /// <summary>Number of packages that are new in the version.</summary>
    public required int AddedCount { get; init; }

    /// <summary>Number of new ones that the base release ships at the same EVR, so that no machine changes.</summary>
    public required int AsShippedCount { get; init; }

    /// <summary>Number of packages at a newer EVR.</summary>
    public required int RaisedCount { get; init; }

    /// <summary>Number of packages at an older EVR.</summary>
    public required int LoweredCount { get; init; }

    /// <summary>Number of packages that are no longer in the version.</summary>
    public required int GoneCount { get; init; }

    /// <summary>Number of advisories that the version fixes and the other one does not.</summary>
    public required int AdvisoryCount { get; init; }

    /// <summary>Number of their CVEs.</summary>
    public required int CveCount { get; init; }

    /// <summary>What can go wrong, the gravest first.</summary>
    public required ImmutableArray<ReviewTable> Risks { get; init; }

    /// <summary>Machines that change; empty where no profiles were given.</summary>
    public required ImmutableArray<ReviewTable> Machines { get; init; }

    /// <summary>Advisories by severity, the worst first.</summary>
    public required ImmutableArray<ReviewSeverity> Severities { get; init; }

    /// <summary>All the rest, folded: what changes without an advisory, held kernels.</summary>
    public required ImmutableArray<ReviewTable> Rest { get; init; }
}

/// <summary>A version that the reviewed one replaces.</summary>
/// <param name="Version">Update version.</param>
/// <param name="Reason">Why it was withdrawn; empty where it is not withdrawn.</param>
public sealed record ReviewReplaced(string Version, string Reason);

/// <summary>A table of the review.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Note">What it means and what to do; may be empty.</param>
/// <param name="Columns">Headings of the columns.</param>
/// <param name="Rows">Rows, each with as many cells.</param>
/// <param name="IsFolded">Too long to be shown before the reader asks for it.</param>
public sealed record ReviewTable(
    string Title, string Note, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, bool IsFolded)
{
    /// <summary>Most rows of a table that is shown at once.</summary>
    internal const int MaxShown = 6;

    /// <summary>A table that is folded where it has more rows than are shown at once.</summary>
    internal static ReviewTable Of(string title, string note, string columns, IEnumerable<ImmutableArray<string>> rows, int maxShown = MaxShown)
    {
        ImmutableArray<ImmutableArray<string>> all = [.. rows];
        return new(title, note, [.. columns.Split('|')], all, all.Length > maxShown);
    }
}

/// <summary>The advisories of one severity.</summary>
/// <param name="Name"><c>Critical</c>, <c>Important</c>, <c>Moderate</c>, <c>Low</c>, or <c>Severity unknown</c>.</param>
/// <param name="IsFolded">Too many to be shown before the reader asks for them.</param>
/// <param name="Advisories">The advisories, oldest first.</param>
public sealed record ReviewSeverity(string Name, bool IsFolded, ImmutableArray<ReviewAdvisory> Advisories);

/// <summary>An advisory with the packages that it moves.</summary>
/// <param name="Id">Id.</param>
/// <param name="Date">Day of issue, or empty.</param>
/// <param name="Title">Title; may be empty.</param>
/// <param name="Names">Names of its packages, cut after three.</param>
/// <param name="CvesInShort">CVE ids, cut after three; <c>no CVE</c> if there is none.</param>
/// <param name="Cves">All CVE ids, comma-separated; empty if there is none.</param>
/// <param name="RebootSuggested">The publisher advises a reboot.</param>
/// <param name="Packages">Its packages.</param>
public sealed record ReviewAdvisory(
    string Id, string Date, string Title, string Names, string CvesInShort, string Cves, bool RebootSuggested,
    ImmutableArray<ChangeLogPackage> Packages);
