using GrifErrata.Diagnostics;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>What the fix phase can find: GE1873 to GE1879, GE2873 to GE2879.</summary>
public static class FixDiagnostics
{
    /// <summary>A block names a package that no source has.</summary>
    public static readonly DiagnosticDescriptor NoSuchPackage = new("GE1873", "A fix names a package that no source has");

    /// <summary>Nothing meets a requirement of a raised package.</summary>
    public static readonly DiagnosticDescriptor Unmet = new("GE2873", "Nothing meets what a raised package requires");

    /// <summary>Several packages would meet a requirement.</summary>
    public static readonly DiagnosticDescriptor Choice = new("GE2874", "Several packages would do");

    /// <summary>A raised package breaks another.</summary>
    public static readonly DiagnosticDescriptor Breaks = new("GE2875", "A raised package breaks another");

    /// <summary>A requirement that was not looked at.</summary>
    public static readonly DiagnosticDescriptor NotTaken = new("GE2876", "A requirement could not be checked");

    /// <summary>A block written by hand sets a version below the errata's.</summary>
    public static readonly DiagnosticDescriptor Lowers = new("GE2877", "A fix by hand lowers a package");
}
