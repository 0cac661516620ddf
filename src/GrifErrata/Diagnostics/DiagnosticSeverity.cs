namespace GrifErrata.Diagnostics;

/// <summary>How much a diagnostic weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The output is still right, but a person should look.</summary>
    Warning,

    /// <summary>No output is made.</summary>
    Error,
}
