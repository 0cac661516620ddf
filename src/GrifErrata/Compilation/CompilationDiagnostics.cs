using GrifErrata.Diagnostics;

namespace GrifErrata.Compilation;

/// <summary>What can be wrong with generated templates under panc and panlint, and with these programs: GE1990 to GE1999.</summary>
public static class CompilationDiagnostics
{
    /// <summary>panc or panlint does not exist or cannot be run.</summary>
    public static readonly DiagnosticDescriptor CannotStart = new("GE1990", "panc or panlint cannot be started");

    /// <summary>A template does not compile.</summary>
    public static readonly DiagnosticDescriptor DoesNotCompile = new("GE1991", "A generated template does not compile");

    /// <summary>panc or panlint failed and named no template.</summary>
    public static readonly DiagnosticDescriptor Failed = new("GE1992", "panc or panlint failed without a message about a template");

    /// <summary>panc or panlint did not end.</summary>
    public static readonly DiagnosticDescriptor TimedOut = new("GE1993", "panc or panlint took too long");

    /// <summary>panlint has a message.</summary>
    public static readonly DiagnosticDescriptor Lint = new("GE1994", "panlint finds fault with a generated template");

    /// <summary>A folder of TemplateLibraryPath is no folder.</summary>
    public static readonly DiagnosticDescriptor NoLibrary = new("GE1995", "A template library does not exist");

    /// <summary>The site for the compilation cannot be written.</summary>
    public static readonly DiagnosticDescriptor CannotWrite = new("GE1996", "The site for panc cannot be written");

    /// <summary>A property of the build has no such value.</summary>
    public static readonly DiagnosticDescriptor Property = new("GE1997", "A property of panc or panlint cannot be read");
}
