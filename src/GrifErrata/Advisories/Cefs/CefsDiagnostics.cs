using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories.Cefs;

/// <summary>What can be wrong with errata.latest.xml: GE1335, GE2332.</summary>
public static class CefsDiagnostics
{
    /// <summary>GE1335.</summary>
    public static readonly DiagnosticDescriptor WrongRoot = new("GE1335", "The document is no errata.latest.xml");

    /// <summary>GE2332.</summary>
    public static readonly DiagnosticDescriptor OtherRelease = new("GE2332", "A package is for a release that its advisory does not name");
}
