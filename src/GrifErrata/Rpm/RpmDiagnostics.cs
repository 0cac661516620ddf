using GrifErrata.Diagnostics;

namespace GrifErrata.Rpm;

/// <summary>What can be wrong with an RPM file or an architecture.</summary>
public static class RpmDiagnostics
{
    /// <summary>The file does not start as an RPM file does.</summary>
    public static readonly DiagnosticDescriptor NotAnRpm = new("GE1201", "Not an RPM file");

    /// <summary>The file starts as an RPM file does, but its headers are cut or make no sense.</summary>
    public static readonly DiagnosticDescriptor BrokenHeader = new("GE1202", "Broken RPM header");

    /// <summary>The header is sound, but a tag that names the package is missing or has a value that rpm does not allow.</summary>
    public static readonly DiagnosticDescriptor BadTag = new("GE1203", "RPM header does not name its package");

    /// <summary>No rule says which packages an OS of this architecture carries.</summary>
    public static readonly DiagnosticDescriptor UnknownOsArchitecture = new("GE1204", "Unknown architecture of an OS");
}
