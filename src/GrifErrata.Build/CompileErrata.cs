using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Compilation;
using GrifErrata.Diagnostics;
using Microsoft.Build.Framework;

namespace GrifErrata.Build;

/// <summary>Compiles the generated templates with panc and looks at them with panlint, as far as these programs are named.</summary>
public sealed class CompileErrata : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private const int MostSeconds = 24 * 60 * 60;

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Folder of the generated templates, a full path.</summary>
    [Required]
    public string TemplateDirectory { get; set; } = string.Empty;

    /// <summary>Folder for the site around them, a full path; its content is deleted.</summary>
    [Required]
    public string WorkDirectory { get; set; } = string.Empty;

    /// <summary>Pan's compiler, a path or a name that is in <c>PATH</c>; empty for none.</summary>
    public string Panc { get; set; } = string.Empty;

    /// <summary>Folders of template libraries, full paths separated by <c>:</c> or <c>;</c>; empty for none.</summary>
    public string Libraries { get; set; } = string.Empty;

    /// <summary>Pan's linter, a path or a name that is in <c>PATH</c>; empty for none.</summary>
    public string Panlint { get; set; } = string.Empty;

    /// <summary>The Python that runs a linter which is a script; empty for <c>python3</c>.</summary>
    public string Python { get; set; } = string.Empty;

    /// <summary>After how many seconds each of the two is stopped, 1 to 86400; empty for 600.</summary>
    public string Timeout { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override bool Execute()
    {
        int seconds = 600;
        if (Timeout.Length > 0 && (!int.TryParse(Timeout, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds is < 1 or > MostSeconds))
        {
            DiagnosticLog.Write(Log, CompilationDiagnostics.Property.At(SourceLocation.None,
                $"PancTimeout is `{Timeout}`. Set it to a whole number of seconds from 1 to {MostSeconds}, or leave it out."));
            return false;
        }

        DiagnosticBag diagnostics = [];
        try
        {
            RunAsync(TimeSpan.FromSeconds(seconds), diagnostics).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            Log.LogMessage(MessageImportance.Normal, "GrifErrata: cancelled, not everything was compiled.");
            return false;
        }
        finally
        {
            foreach (Diagnostic diagnostic in diagnostics) DiagnosticLog.Write(Log, diagnostic);
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Stops panc or panlint.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    private async Task RunAsync(TimeSpan timeout, DiagnosticBag diagnostics)
    {
        BuildLogger logger = new(Log);
        if (Panlint.Length > 0)
        {
            LintRequest lint = new(TemplateDirectory, Panlint) { Timeout = timeout };
            if (Python.Length > 0) lint = lint with { Python = Python };
            await PanLint.RunAsync(lint, diagnostics, logger, _cancellation.Token).ConfigureAwait(false);
        }

        if (Panc.Length > 0)
        {
            ImmutableArray<string> libraries = [.. Libraries.Split([':', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            CompilationRequest compilation = new(TemplateDirectory, WorkDirectory, Panc) { Libraries = libraries, Timeout = timeout };
            await PanCompilation.RunAsync(compilation, diagnostics, logger, _cancellation.Token).ConfigureAwait(false);
        }
    }
}
