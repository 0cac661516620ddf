using System.CommandLine;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata verify</c>: compares the generated files with what their inputs give.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandConsole console)
    {
        GenerationOptions options = new();
        DocumentedCommand command = new(
            "verify",
            "Checks that the generated files are what their inputs give. Writes nothing.",
            "0  they are\n1  a file differs, is missing or has no definition, or an error in the input\n2  wrong use",
            "grif-errata verify");
        options.AddTo(command);
        command.SetAction((parsed, token) =>
            Task.FromResult(Run(console, options.Request(parsed, console, GenerationMode.Verify), token)));
        return command;
    }

    private static int Run(CommandConsole console, GenerationRequest request, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        GenerationResult result;
        using (new Progress(console, $"Verifying {request.OutputDirectory}"))
        {
            result = ErrataGenerator.Run(request, diagnostics, NullLogger.Instance, cancellationToken);
        }

        int code = console.Write(diagnostics);
        if (code == ExitCodes.Fine) console.Out.WriteLine($"{result.Outputs.Length} files are what their inputs give");
        return code;
    }
}
