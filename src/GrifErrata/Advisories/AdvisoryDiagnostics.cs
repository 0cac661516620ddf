using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories;

/// <summary>What can be wrong with advisories: GE1321 to GE1349, GE2321 to GE2349.</summary>
public static class AdvisoryDiagnostics
{
    /// <summary>GE1321.</summary>
    public static readonly DiagnosticDescriptor UnreadableDate = new("GE1321", "A date of an advisory cannot be read");

    /// <summary>GE1322.</summary>
    public static readonly DiagnosticDescriptor MissingId = new("GE1322", "An advisory has no id");

    /// <summary>GE1324.</summary>
    public static readonly DiagnosticDescriptor WrongRoot = new("GE1324", "The document is no updateinfo.xml");

    /// <summary>GE1325.</summary>
    public static readonly DiagnosticDescriptor NotWritable = new("GE1325", "An advisory cannot be written to updateinfo.xml whole");

    /// <summary>GE1348.</summary>
    public static readonly DiagnosticDescriptor Unresolved = new("GE1348", "A fixed product of a CSAF document cannot be resolved");

    /// <summary>GE1349.</summary>
    public static readonly DiagnosticDescriptor NoEpoch = new("GE1349", "A fixed product of a CSAF document has no epoch");

    /// <summary>GE2321.</summary>
    public static readonly DiagnosticDescriptor RefusedPackage = new("GE2321", "A package of an advisory was refused");

    /// <summary>GE2322.</summary>
    public static readonly DiagnosticDescriptor UnlikelyDate = new("GE2322", "A date of an advisory is unlikely");

    /// <summary>GE2323.</summary>
    public static readonly DiagnosticDescriptor TooManyReferences = new("GE2323", "References of an advisory were left out");

    /// <summary>GE2324.</summary>
    public static readonly DiagnosticDescriptor Merged = new("GE2324", "One advisory comes with different contents");

    /// <summary>GE2325.</summary>
    public static readonly DiagnosticDescriptor Contradiction = new("GE2325", "Two feeds contradict each other in a fixed version");

    /// <summary>GE2326.</summary>
    public static readonly DiagnosticDescriptor Retracted = new("GE2326", "An advisory was taken back");

    /// <summary>GE2327.</summary>
    public static readonly DiagnosticDescriptor NoModule = new("GE2327", "An advisory does not name the module of its packages");

    /// <summary>GE2328.</summary>
    public static readonly DiagnosticDescriptor OtherType = new("GE2328", "An advisory of another type names CVEs");

    /// <summary>GE2329.</summary>
    public static readonly DiagnosticDescriptor ForeignArchitecture = new("GE2329", "An advisory names a package in other architectures only");

    /// <summary>GE2341.</summary>
    public static readonly DiagnosticDescriptor NoRpms = new("GE2341", "Products that are no RPMs were skipped");
}
