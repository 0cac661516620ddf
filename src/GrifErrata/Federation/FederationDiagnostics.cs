using GrifErrata.Diagnostics;

namespace GrifErrata.Federation;

/// <summary>What can be wrong with a federation.</summary>
public static class FederationDiagnostics
{
    /// <summary>A value of federation.yaml that cannot be what it should be.</summary>
    public static readonly DiagnosticDescriptor Value = new("GE1701", "A value of the federation is not acceptable");

    /// <summary>A stage, site, OS or machine that federation.yaml names twice.</summary>
    public static readonly DiagnosticDescriptor Twice = new("GE1702", "The federation names something twice");

    /// <summary>A stage, site or OS that does not exist.</summary>
    public static readonly DiagnosticDescriptor Unknown = new("GE1703", "The federation names something that does not exist");

    /// <summary>A freeze without reason, owner or end.</summary>
    public static readonly DiagnosticDescriptor Freeze = new("GE1704", "A freeze lacks reason, owner or end");

    /// <summary>A stage, site or machine that selects a version which does not exist.</summary>
    public static readonly DiagnosticDescriptor VersionMissing = new("GE1705", "A selected update version does not exist");

    /// <summary>A stage beyond the first, a site or a machine that selects a draft.</summary>
    public static readonly DiagnosticDescriptor VersionDraft = new("GE1706", "A draft is selected beyond the first stage");

    /// <summary>A stage, site or machine that selects a withdrawn version.</summary>
    public static readonly DiagnosticDescriptor VersionWithdrawn = new("GE1707", "A withdrawn update version is selected");

    /// <summary>A freeze whose last day has passed.</summary>
    public static readonly DiagnosticDescriptor FreezeExpired = new("GE1708", "A freeze has expired");

    /// <summary>Two sites that claim one host.</summary>
    public static readonly DiagnosticDescriptor HostTwice = new("GE1709", "Two sites claim one host");

    /// <summary>A host, a pattern of hosts or a frozen host that no known machine matches.</summary>
    public static readonly DiagnosticDescriptor HostUnmatched = new("GE2721", "A host of the federation matches no machine");

    /// <summary>A freeze that ends soon.</summary>
    public static readonly DiagnosticDescriptor FreezeEnds = new("GE2708", "A freeze ends soon");

    /// <summary>A kernel plan whose deadline has passed.</summary>
    public static readonly DiagnosticDescriptor KernelOverdue = new("GE2710", "A kernel plan is past its deadline");
}
