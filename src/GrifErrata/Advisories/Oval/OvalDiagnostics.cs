using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories.Oval;

/// <summary>What can be wrong with OVAL: GE1331 to GE1334, GE2331, GE2333.</summary>
public static class OvalDiagnostics
{
    /// <summary>GE1331.</summary>
    public static readonly DiagnosticDescriptor Dangling = new("GE1331", "A definition of OVAL refers to what the file does not have");

    /// <summary>GE1332.</summary>
    public static readonly DiagnosticDescriptor Twice = new("GE1332", "An id of OVAL is used twice");

    /// <summary>GE1333.</summary>
    public static readonly DiagnosticDescriptor MissingEpoch = new("GE1333", "A fixed version of OVAL has no epoch");

    /// <summary>GE1334.</summary>
    public static readonly DiagnosticDescriptor WrongRoot = new("GE1334", "The document is no OVAL");

    /// <summary>GE2331.</summary>
    public static readonly DiagnosticDescriptor UnclearArchitecture = new("GE2331", "An architecture pattern of OVAL is no list");

    /// <summary>GE2333.</summary>
    public static readonly DiagnosticDescriptor FixesNothing = new("GE2333", "A patch definition of OVAL fixes nothing");
}
