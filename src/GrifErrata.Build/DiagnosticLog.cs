using GrifErrata.Diagnostics;
using Microsoft.Build.Utilities;

namespace GrifErrata.Build;

/// <summary>Hands diagnostics to MSBuild.</summary>
internal static class DiagnosticLog
{
    /// <summary>Logs an error or a warning at its file, line and column; a message without a file is at the project.</summary>
    public static void Write(TaskLoggingHelper log, Diagnostic diagnostic)
    {
        SourceLocation at = diagnostic.Location;
        string? file = at.File.Length == 0 ? null : at.File;

        // The arguments are empty on purpose: with any, MSBuild would take braces in the message for places to fill.
        if (diagnostic.Severity == DiagnosticSeverity.Error)
            log.LogError(null, diagnostic.Code, null, null, file, at.Line, at.Column, 0, 0, diagnostic.Message);
        else
            log.LogWarning(null, diagnostic.Code, null, null, file, at.Line, at.Column, 0, 0, diagnostic.Message);
    }
}
