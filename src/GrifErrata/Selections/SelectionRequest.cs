using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;

namespace GrifErrata.Selections;

/// <summary>What is asked for. Filters add up: a package is chosen if an advisory of any of them names it. Without filters every newer build counts.</summary>
public sealed record SelectionRequest
{
    /// <summary>Who asks: the place of messages about the request itself.</summary>
    public SourceLocation Origin { get; init; } = new("select");

    /// <summary>Kinds of advisories.</summary>
    public ImmutableArray<AdvisoryType> Types { get; init; } = [];

    /// <summary>Ids of advisories, as the feed writes them; an id that no feed has is looked for under other publishers (<see cref="AdvisoryId.Names"/>).</summary>
    public ImmutableArray<string> Advisories { get; init; } = [];

    /// <summary>CVEs.</summary>
    public ImmutableArray<string> Cves { get; init; } = [];

    /// <summary>Severities as the feed writes them, letter for letter (libdnf sack/advisory.cpp, matchSeverity).</summary>
    public ImmutableArray<string> Severities { get; init; } = [];

    /// <summary>The lowest build that has the fixes instead of the newest; without filters, those of advisories of any known kind.</summary>
    public bool Minimal { get; init; }

    /// <summary>Whether packages that obsolete an installed one take its place.</summary>
    public bool Obsoletes { get; init; } = true;

    /// <summary>
    /// The enabled module streams, <c>name:stream</c> or <c>name:stream:context</c>; other modules have their default stream. Null where they
    /// are not known: then of each module the streams count from which packages are installed, and the default stream where there are none.
    /// </summary>
    public ImmutableArray<string>? Streams { get; init; }

    /// <summary>The products of the machine, patterns with <c>*</c> and <c>?</c>, for feeds that fix a package at another version in each product.</summary>
    public ImmutableArray<string> Products { get; init; } = [];
}
