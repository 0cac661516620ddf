using System.Globalization;
using GrifErrata.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace GrifErrata.Pan;

/// <summary>A parsed Scriban template.</summary>
public sealed class ErrataTemplate
{
    private readonly Template _template;

    private ErrataTemplate(string file, Template template)
    {
        File = file;
        _template = template;
    }

    /// <summary>The file's name, for locations.</summary>
    public string File { get; }

    /// <summary>Parses a template's text.</summary>
    /// <returns>The template, or null after an error.</returns>
    public static ErrataTemplate? Parse(string file, string text, DiagnosticBag diagnostics)
    {
        Template template = Template.Parse(WithLineFeeds(text), file);
        foreach (LogMessage message in template.Messages.Where(m => m.Type == ParserMessageType.Error))
            diagnostics.Add(PanDiagnostics.TemplateSyntax, At(file, message.Span), $"{message.Message.TrimEnd('.')}.");
        return template.HasErrors ? null : new(file, template);
    }

    /// <summary>Renders a model; its members are read in Scriban's way, <c>NodeOsVersion</c> as <c>node_os_version</c>.</summary>
    /// <returns>The text with LF line ends, or null after an error.</returns>
    public string? Render(object model, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        TemplateContext context = new()
        {
            // A misspelt member must stop the build, not vanish from a template that machines deploy.
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedIndexerAccess = false,
            // 0 is no limit: the default of 1 MiB cuts output silently, and 1,000 loop steps are fewer than a version has packages.
            LimitToString = 0,
            LoopLimit = 0,
            NewLine = "\n",
            // With no limit of loop steps a site's own template may never end.
            CancellationToken = cancellationToken,
        };
        context.PushCulture(CultureInfo.InvariantCulture);

        // The same inputs give the same bytes on any day and in any run.
        ScriptObject builtins = (ScriptObject)context.BuiltinObject;
        builtins.Remove("date");
        ScriptObject math = (ScriptObject)((ScriptObject)builtins["math"]!).Clone(deep: false);
        math.Remove("random");
        math.Remove("uuid");
        builtins.SetValue("math", math, readOnly: true);

        // Scriban's own escapes the quotes too, but lets line ends through, and one ends the HTML in a Markdown page.
        ScriptObject html = (ScriptObject)((ScriptObject)builtins["html"]!).Clone(deep: false);
        html.Remove("escape");
        html.Import("escape", HtmlText.Escape);
        builtins.SetValue("html", html, readOnly: true);
        ScriptObject pan = [];
        pan.Import("quote", PanText.Quote);
        pan.Import("comment", PanText.Comment);
        pan.Import("escape", PanText.Escape);
        pan.Import("key", PanText.Key);
        pan.Import("braces", PanText.Braces);
        ScriptObject markdown = [];
        markdown.Import("escape", MarkdownText.Escape);
        ScriptObject globals = [];
        globals.Import(model);
        globals["pan"] = pan;
        globals["markdown"] = markdown;
        context.PushGlobal(globals);
        try
        {
            return WithLineFeeds(_template.Render(context));
        }
        catch (ScriptAbortException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (ScriptRuntimeException e)
        {
            diagnostics.Add(PanDiagnostics.TemplateRun, At(File, e.Span), $"{e.OriginalMessage.TrimEnd('.')}.");
            return null;
        }
    }

    // Not ReplaceLineEndings, which also breaks a line at U+2028, inside a value that was escaped for one line.
    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static SourceLocation At(string file, SourceSpan span) => new(file, span.Start.Line + 1, span.Start.Column + 1);
}
