using System.Globalization;
using GrifErrata.Diagnostics;
using Microsoft.Build.Utilities;

namespace GrifErrata.Build;

/// <summary>The property GrifErrataToday.</summary>
internal static class BuildDay
{
    /// <summary>Reads it; what is no day is logged as GE1031.</summary>
    /// <param name="text">The property, <c>2010-12-31</c>.</param>
    /// <param name="log">Takes the error.</param>
    /// <param name="day">The day, or null where the property is empty.</param>
    public static bool TryRead(string text, TaskLoggingHelper log, out DateOnly? day)
    {
        day = null;
        if (text.Length == 0) return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly parsed))
        {
            day = parsed;
            return true;
        }

        DiagnosticLog.Write(log, BuildDiagnostics.Today.At(SourceLocation.None, $"GrifErrataToday is `{text}`. Set it to a day that exists, as 2010-12-31, or leave it out."));
        return false;
    }
}
