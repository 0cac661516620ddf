using System.Collections.Immutable;
using System.Diagnostics;
using GrifErrata.Diagnostics;
using Microsoft.Extensions.Logging;

namespace GrifErrata.Compilation;

/// <summary>Compiles every generated template with panc, and runs it on machines made for that.</summary>
public static class PanCompilation
{
    // Arguments of a process: Linux takes 2 MB.
    private const int FilesAtOnce = 4_000;

    /// <summary>Compiles all templates of the folder. Errors are at the generated file and line.</summary>
    /// <param name="request">What to compile.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    /// <param name="logger">Takes what was done.</param>
    /// <param name="cancellationToken">Stops panc.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task RunAsync(CompilationRequest request, DiagnosticBag diagnostics, ILogger logger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (string missing in request.Libraries.Where(l => !Directory.Exists(l)))
            diagnostics.Add(CompilationDiagnostics.NoLibrary, new(missing), "This folder of TemplateLibraryPath does not exist. Name folders of template libraries, separated by `:`.");
        GeneratedTemplates templates = GeneratedTemplates.In(request.TemplateDirectory);
        if (diagnostics.HasErrors || templates.Files.IsEmpty) return;

        long start = Stopwatch.GetTimestamp();
        ImmutableArray<SampleMachine> machines = SampleMachines.Of(templates);
        CompilationSite site = new(request);
        if (!site.Write(machines, diagnostics)) return;

        string[] sources = [.. templates.Files.Select(f => Path.Combine(templates.Root, f)), .. machines.Select(m => site.FileOf(m.Name))];
        foreach (string[] some in sources.Chunk(FilesAtOnce))
        {
            ProgramResult result = await ProgramRun.RunAsync(request.Panc, [.. site.Options, .. some], request.WorkDirectory, request.Timeout, cancellationToken).ConfigureAwait(false);
            new PancReport(request, site, machines).Write(result, diagnostics);
            if (diagnostics.HasErrors) return;
        }

        logger.LogInformation("panc compiled {Count} templates and {Machines} machines made of them, in {Milliseconds} ms",
            templates.Files.Length, machines.Length, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
