using GrifErrata.Diagnostics;

namespace GrifErrata.Updates;

/// <summary>What can be wrong with what a maintainer writes.</summary>
public static class DefinitionDiagnostics
{
    /// <summary>A file of updates/ whose name is no date.</summary>
    public static readonly DiagnosticDescriptor VersionName = new("GE1111", "An update version is not named by a date");

    /// <summary>A value that cannot be what it should be.</summary>
    public static readonly DiagnosticDescriptor Value = new("GE1112", "A value is not acceptable");

    /// <summary>A date or time that cannot be read or does not exist.</summary>
    public static readonly DiagnosticDescriptor Date = new("GE1113", "A date cannot be read");

    /// <summary>A cutoff before the previous version's.</summary>
    public static readonly DiagnosticDescriptor CutoffOrder = new("GE1114", "The cutoff is before the previous version's");

    /// <summary>A decision by hand without a reason.</summary>
    public static readonly DiagnosticDescriptor Reason = new("GE1115", "A decision has no reason");

    /// <summary>`previous` names no version that could be built on.</summary>
    public static readonly DiagnosticDescriptor Previous = new("GE1116", "The previous version does not exist");

    /// <summary>The input folder, an OS's folder or os.yaml is missing.</summary>
    public static readonly DiagnosticDescriptor MissingInput = new("GE1117", "An input file or folder is missing");

    /// <summary>A source pattern that is absolute or leaves the OS's folder.</summary>
    public static readonly DiagnosticDescriptor SourceOutside = new("GE1118", "A source lies outside the OS's folder");

    /// <summary>A source pattern that matches nothing.</summary>
    public static readonly DiagnosticDescriptor SourceEmpty = new("GE1119", "A source matches no file");

    /// <summary>A folder of the input whose name cannot name an OS.</summary>
    public static readonly DiagnosticDescriptor OsName = new("GE1121", "A folder cannot name an OS");

    /// <summary>An OS without update versions.</summary>
    public static readonly DiagnosticDescriptor NoUpdates = new("GE2111", "An OS has no update version");

    /// <summary>Two decisions about one package.</summary>
    public static readonly DiagnosticDescriptor DecisionTwice = new("GE1120", "Two decisions are about one package");
}
