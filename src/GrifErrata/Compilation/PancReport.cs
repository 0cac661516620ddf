using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;

namespace GrifErrata.Compilation;

/// <summary>Makes diagnostics of how panc ended.</summary>
internal sealed class PancReport(CompilationRequest request, CompilationSite site, ImmutableArray<SampleMachine> machines)
{
    private const int MostErrors = 100;

    /// <summary>Adds what is wrong; nothing if panc compiled all.</summary>
    public void Write(ProgramResult result, DiagnosticBag diagnostics)
    {
        if (ProgramFailure.Of("panc", "PancPath", request.Panc, request.Timeout, result) is { } failure)
        {
            diagnostics.Add(failure);
            return;
        }

        // panc ends with 0 only if there was no error; what it prints beside that are warnings of Java.
        if (result.ExitCode == 0) return;
        ImmutableArray<PancError> errors = PancOutput.Parse(result.Output);
        if (errors.IsEmpty) diagnostics.Add(ProgramFailure.Silent("panc", "PancPath", request.Panc, result));
        foreach (PancError error in errors.Take(MostErrors)) diagnostics.Add(Of(error));
    }

    private Diagnostic Of(PancError error)
    {
        string message = error.Message.TrimEnd('.');
        string folder = request.TemplateDirectory.TrimEnd('/') + '/';
        SourceLocation at = error.Places.FirstOrDefault(p => p.File.StartsWith(folder, StringComparison.Ordinal) && !site.Has(p.File));

        // The call is in the generated file, the error in what it calls: a library, or our stubs.
        string inside = at.File is { Length: > 0 } && error.Places[0] != at ? $" (in {Words(error.Places[0])})" : string.Empty;
        SampleMachine? machine = machines.FirstOrDefault(m => error.Places.Any(p => p.File == site.FileOf(m.Name)));
        if (at.File is null or "")
        {
            at = machine is null ? error.Places.FirstOrDefault() : new(machine.Subject, 1);
            inside = error.Places is [var place, ..] ? $" (in {Words(place)})" : string.Empty;
        }

        return CompilationDiagnostics.DoesNotCompile.At(at,
            $"panc, {error.Kind} error: {message}{inside}. Correct what the file is made of: the input, a Scriban template of the site, or this program; generated files are not edited.");
    }

    private static string Words(SourceLocation place) =>
        place.Line == 0 ? place.File : string.Create(CultureInfo.InvariantCulture, $"{place.File}, line {place.Line}");
}
