using System.CommandLine;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata generate</c>: writes the files of all update versions.</summary>
internal static class GenerateCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<bool> accept = new("--accept") { Description = "Also take over change logs and manifests of released versions, and delete generated files that no definition makes any more." };
        Option<bool> acceptReleased = new("--accept-released") { Description = "Also rewrite the Pan of released versions, which never changes otherwise. Implies --accept." };
        GenerationOptions options = new();
        DocumentedCommand command = new(
            "generate",
            "Writes the Pan templates, manifests and change logs of the update versions. Only what differs is written; "
            + "after an error nothing is.",
            "0  the files are what their inputs give\n1  an error in the input, or a released version would change\n2  wrong use",
            "grif-errata generate\ngrif-errata generate --os sl5.5-x86_64 --version 20101125")
        {
            accept,
            acceptReleased,
        };
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            bool released = parsed.GetValue(acceptReleased);
            GenerationMode mode = released || parsed.GetValue(accept) ? GenerationMode.Accept : GenerationMode.Update;
            return Task.FromResult(Run(console, options.Request(parsed, console, mode) with { AcceptReleased = released }, token));
        });
        return command;
    }

    public static int Run(CommandConsole console, GenerationRequest request, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        GenerationResult result;
        using (new Progress(console, $"Generating from {request.InputDirectory}"))
        {
            result = ErrataGenerator.Run(request, diagnostics, NullLogger.Instance, cancellationToken);
        }

        int code = console.Write(diagnostics);
        foreach (string path in result.Written) console.Out.WriteLine($"wrote {TerminalText.OneLine(path)}");
        foreach (string path in result.Deleted) console.Out.WriteLine($"deleted {TerminalText.OneLine(path)}");
        if (code == ExitCodes.Fine)
            console.Out.WriteLine($"{result.Outputs.Length} files: {result.Written.Length} written, {result.Deleted.Length} deleted");
        return code;
    }
}
