using GrifErrata.Diagnostics;

namespace GrifErrata.Input;

/// <summary>What can be wrong before a file's format is known.</summary>
public static class FormatDiagnostics
{
    /// <summary>A file that no reader recognises.</summary>
    public static readonly DiagnosticDescriptor NotRecognised = new("GE1020", "The format of a source is not recognised");
}
