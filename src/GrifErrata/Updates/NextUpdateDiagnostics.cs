using GrifErrata.Diagnostics;

namespace GrifErrata.Updates;

/// <summary>Why the next update definition cannot be written.</summary>
public static class NextUpdateDiagnostics
{
    /// <summary>A definition of that name is there.</summary>
    public static readonly DiagnosticDescriptor Exists = new("GE1601", "An update version exists already");

    /// <summary>The name is before that of the last version.</summary>
    public static readonly DiagnosticDescriptor NotLast = new("GE1602", "A new update version is not the last");

    /// <summary>An unscheduled version without names where no critical advisory is open.</summary>
    public static readonly DiagnosticDescriptor NothingCritical = new("GE1751", "No critical advisory calls for an unscheduled version");
}
