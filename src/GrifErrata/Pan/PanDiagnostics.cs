using GrifErrata.Diagnostics;

namespace GrifErrata.Pan;

/// <summary>What can be wrong with Scriban templates.</summary>
public static class PanDiagnostics
{
    /// <summary>A template that cannot be parsed.</summary>
    public static readonly DiagnosticDescriptor TemplateSyntax = new("GE1501", "A Scriban template has a syntax error");

    /// <summary>A template that fails while it renders.</summary>
    public static readonly DiagnosticDescriptor TemplateRun = new("GE1502", "A Scriban template fails while it renders");

    /// <summary>A template that cannot be read.</summary>
    public static readonly DiagnosticDescriptor TemplateUnreadable = new("GE1504", "A Scriban template cannot be read");

    /// <summary>A file in the template folder that overrides nothing.</summary>
    public static readonly DiagnosticDescriptor TemplateUnknown = new("GE1503", "A Scriban template overrides nothing");
}
