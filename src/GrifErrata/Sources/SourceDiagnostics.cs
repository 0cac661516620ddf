using GrifErrata.Diagnostics;

namespace GrifErrata.Sources;

/// <summary>What can be wrong before a source's format is known.</summary>
public static class SourceDiagnostics
{
    /// <summary>A file that no reader recognises.</summary>
    public static readonly DiagnosticDescriptor NotRecognised = new("GE1020", "The format of a source is not recognised");

    /// <summary>A link in a source's folder that leads out of it.</summary>
    public static readonly DiagnosticDescriptor LinkOutside = new("GE1027", "A link leads out of a source's folder");

    /// <summary>A zip archive that is damaged, or beyond the bounds.</summary>
    public static readonly DiagnosticDescriptor Zip = new("GE1346", "A zip archive cannot be accepted");

    /// <summary>A source without a single package or advisory.</summary>
    public static readonly DiagnosticDescriptor Nothing = new("GE2020", "A source holds nothing");
}
