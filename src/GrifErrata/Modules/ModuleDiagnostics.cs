using GrifErrata.Diagnostics;

namespace GrifErrata.Modules;

/// <summary>What can be wrong with modules.yaml: GE1355 to GE1359, GE2355 to GE2359.</summary>
public static class ModuleDiagnostics
{
    /// <summary>GE1355.</summary>
    public static readonly DiagnosticDescriptor Syntax = new("GE1355", "modules.yaml is not the YAML that is expected");

    /// <summary>GE1356.</summary>
    public static readonly DiagnosticDescriptor BadDocument = new("GE1356", "A module has no name, stream or version");

    /// <summary>GE2355.</summary>
    public static readonly DiagnosticDescriptor RefusedArtifact = new("GE2355", "A package of a module was refused");

    /// <summary>GE2356.</summary>
    public static readonly DiagnosticDescriptor OtherVersion = new("GE2356", "A module's document is of a version that is not read");

    /// <summary>GE2357.</summary>
    public static readonly DiagnosticDescriptor UnknownModule = new("GE2357", "A modular package's module is not known");
}
