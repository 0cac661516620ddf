using GrifErrata.Diagnostics;

namespace GrifErrata.Tool;

/// <summary>Where a command reads and writes; a test gives its own.</summary>
/// <param name="Out">Results; ends lines with LF.</param>
/// <param name="Error">Diagnostics and progress; ends lines with LF.</param>
/// <param name="In">Standard input.</param>
public sealed record CommandConsole(TextWriter Out, TextWriter Error, Stream In)
{
    /// <summary>Whether a person sees the results as they are written.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a person sees the diagnostics as they are written.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The user wants no colours (no-color.org).</summary>
    public bool NoColor { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Colours of <see cref="Out"/>.</summary>
    public Colours OutColours => new(OutIsTerminal && !NoColor);

    /// <summary>Colours of <see cref="Error"/>.</summary>
    public Colours ErrorColours => new(ErrorIsTerminal && !NoColor);

    /// <summary>Writes each diagnostic as <c>file(line,col): error GE1234: text</c>.</summary>
    /// <returns><see cref="ExitCodes.Problems"/> if one is an error, else <see cref="ExitCodes.Fine"/>.</returns>
    public int Write(DiagnosticBag diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            bool error = diagnostic.Severity == DiagnosticSeverity.Error;
            string word = error ? "error" : "warning";
            string text = TerminalText.OneLine(diagnostic.ToString());
            string coloured = error ? ErrorColours.Bad(word) : ErrorColours.Doubtful(word);
            Error.WriteLine(text.Replace($": {word} {diagnostic.Code}:", $": {coloured} {diagnostic.Code}:", StringComparison.Ordinal));
        }

        return diagnostics.HasErrors ? ExitCodes.Problems : ExitCodes.Fine;
    }

    /// <summary>Writes an error that is about the use of the command and not about an input.</summary>
    public void WriteError(string message) =>
        Error.WriteLine($"grif-errata: {ErrorColours.Bad("error")}: {TerminalText.OneLine(message)}");
}
