using GrifErrata.Diagnostics;

namespace GrifErrata.Selections;

/// <summary>What can be wrong with a selection for one machine: GE1901 to GE1919, GE2901 to GE2919.</summary>
public static class SelectionDiagnostics
{
    /// <summary>GE1901.</summary>
    public static readonly DiagnosticDescriptor UnknownName = new("GE1901", "No source has an advisory or CVE that was asked for");

    /// <summary>GE1902.</summary>
    public static readonly DiagnosticDescriptor ProductNeeded = new("GE1902", "The fix depends on the machine's product");

    /// <summary>GE1903.</summary>
    public static readonly DiagnosticDescriptor UnknownStream = new("GE1903", "No source has a module stream that was asked for");

    /// <summary>GE2901.</summary>
    public static readonly DiagnosticDescriptor NoSuchSeverity = new("GE2901", "No advisory has a severity that was asked for");

    /// <summary>GE2902.</summary>
    public static readonly DiagnosticDescriptor Withdrawn = new("GE2902", "An advisory that was taken back does not count");

    /// <summary>GE2903.</summary>
    public static readonly DiagnosticDescriptor UnclearInstalled = new("GE2903", "An installed package has no version or architecture");

    /// <summary>GE2904.</summary>
    public static readonly DiagnosticDescriptor NoAdvisories = new("GE2904", "A source has packages and no advisories");

    /// <summary>GE2905.</summary>
    public static readonly DiagnosticDescriptor NotDeployable = new("GE2905", "No source has a build with a fix that the machine needs");
}
