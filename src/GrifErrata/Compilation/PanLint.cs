using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using Microsoft.Extensions.Logging;

namespace GrifErrata.Compilation;

/// <summary>Looks at every generated <c>.pan</c> template with panlint. Those in <c>.tpl</c> are in the style of their time, which panlint does not know.</summary>
public static partial class PanLint
{
    private const int FilesAtOnce = 4_000, MostErrors = 100;

    /// <summary>Lints the templates of the folder. Each message is an error: the texts are ours, and a site whose own checks refuse them cannot take them.</summary>
    /// <param name="request">What to look at.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    /// <param name="logger">Takes what was done.</param>
    /// <param name="cancellationToken">Stops panlint.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task RunAsync(LintRequest request, DiagnosticBag diagnostics, ILogger logger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(diagnostics);
        string[] files = [.. GeneratedTemplates.In(request.TemplateDirectory).Files.Where(f => f.EndsWith(".pan", StringComparison.Ordinal))];
        if (files.Length == 0) return;
        long start = Stopwatch.GetTimestamp();
        bool isScript = request.Panlint.EndsWith(".py", StringComparison.Ordinal);

        // Paths relative to the folder, because panlint takes each as a pattern.
        foreach (string[] some in files.Select(f => Special().Replace(f, "[$0]")).Chunk(FilesAtOnce))
        {
            string[] arguments = isScript ? [request.Panlint, .. some] : some;
            ProgramResult result = await ProgramRun.RunAsync(
                isScript ? request.Python : request.Panlint, arguments, request.TemplateDirectory, request.Timeout, cancellationToken).ConfigureAwait(false);
            if (!Report(request, result, diagnostics)) return;
        }

        logger.LogInformation("panlint found nothing in {Count} templates, in {Milliseconds} ms", files.Length, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static bool Report(LintRequest request, ProgramResult result, DiagnosticBag diagnostics)
    {
        if (ProgramFailure.Of("panlint", "PanlintPath", request.Panlint, request.Timeout, result) is { } failure)
        {
            diagnostics.Add(failure);
            return false;
        }

        ImmutableArray<(SourceLocation Place, string Message)> messages = PanlintOutput.Parse(result.Output);
        if (messages.IsEmpty && result.ExitCode != 0) diagnostics.Add(ProgramFailure.Silent("panlint", "PanlintPath", request.Panlint, result));
        foreach ((SourceLocation place, string message) in messages.Take(MostErrors))
        {
            diagnostics.Add(CompilationDiagnostics.Lint, place with { File = Path.Combine(request.TemplateDirectory, place.File) },
                $"panlint: {message}. Correct the Scriban template or the input that the line is made of; generated files are not edited.");
        }

        return messages.IsEmpty && result.ExitCode == 0;
    }

    [GeneratedRegex(@"[*?\[]", RegexOptions.CultureInvariant)]
    private static partial Regex Special();
}
