using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Reports;

/// <summary>What a machine says it has, as Pakiti's clients send it.</summary>
public sealed record Report
{
    /// <summary>Full host name in lower case.</summary>
    public required string Host { get; init; }

    /// <summary>Site, or null.</summary>
    public string? Site { get; init; }

    /// <summary>Tag, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>The OS as the machine names it.</summary>
    public string System { get; init; } = string.Empty;

    /// <summary>Machine architecture.</summary>
    public string Arch { get; init; } = string.Empty;

    /// <summary>The kernel that runs, <c>uname -r</c>.</summary>
    public string Kernel { get; init; } = string.Empty;

    /// <summary>What lists its packages: <c>rpm</c>, <c>dpkg</c>.</summary>
    public string Packager { get; init; } = string.Empty;

    /// <summary>Version of the protocol, 4 or 5.</summary>
    public required int Protocol { get; init; }

    /// <summary>What the client wants to know.</summary>
    public required ReportMode Mode { get; init; }

    /// <summary>Packages, each once, in ordinal order of name, EVR and architecture; an epoch that was left out is 0.</summary>
    public required ImmutableArray<Nevra> Packages { get; init; }

    /// <summary>Lines that are no package, of at most one in a hundred.</summary>
    public int BadLines { get; init; }
}

/// <summary>What a client wants to know.</summary>
public enum ReportMode
{
    /// <summary>Store, answer OK.</summary>
    StoreOnly,

    /// <summary>Store, and answer with what is open.</summary>
    StoreAndReport,

    /// <summary>Answer with what is open, store nothing.</summary>
    ReportOnly,
}

/// <summary>Why a report is refused: the HTTP status and one line for the client.</summary>
/// <param name="Status">4xx.</param>
/// <param name="Text">One line.</param>
public sealed record Refusal(int Status, string Text);
