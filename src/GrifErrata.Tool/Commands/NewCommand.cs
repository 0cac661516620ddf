using System.CommandLine;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata new</c>: writes the next update definition.</summary>
internal static class NewCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> os = CommonOptions.Os("The OS, a folder of the input. May be left out when there is one.");
        Option<string?> version = CommonOptions.Version("Name of the version. Default: today, UTC.");
        Option<string> input = CommonOptions.Input();
        Option<string[]> unscheduled = new("--unscheduled")
        {
            Description = "Ids of advisories or CVEs that an unscheduled version adds; without ids, exactly the critical ones that apply, "
                + "that the last version does not fix and that can be deployed. Without the option the version is monthly.",
            HelpName = "ID",
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string[]> replaces = new("--replaces")
        {
            Description = "Versions that the new one is made to replace. Its change log says so.",
            HelpName = "yyyyMMdd",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        DocumentedCommand command = new(
            "new",
            "Writes the next updates/<version>.yaml as a draft: builds on the last version, carries over its kernel, variables, pins and "
            + "exclusions, and lists in comments the advisories since its cutoff. Prints the file's path, and on standard error each critical "
            + "advisory that applies and that neither the last version nor this unscheduled one fixes.",
            "0  written\n1  the version exists or is not the last, an unknown advisory, nothing critical to take, an error in the input\n2  wrong use",
            "grif-errata new --os sl5.5-x86_64 --version 20101220\ngrif-errata new --os sl5.5-x86_64 --unscheduled RHSA-2010:0793\ngrif-errata new --os sl5.5-x86_64 --unscheduled")
        {
            os, version, input, unscheduled, replaces,
        };
        command.SetAction((parsed, token) =>
        {
            DateTimeOffset now = console.Time.GetUtcNow();
            NextUpdateRequest request = new(
                parsed.GetValue(version) ?? UpdateVersionName.Of(now), [.. parsed.GetValue(unscheduled) ?? []], now)
            {
                Replaces = [.. parsed.GetValue(replaces) ?? []],
                Unscheduled = parsed.GetResult(unscheduled) is not null,
            };
            return Task.FromResult(Run(console, parsed.GetRequiredValue(input), parsed.GetValue(os), request, token));
        });
        return command;
    }

    private static int Run(CommandConsole console, string input, string? os, NextUpdateRequest request, CancellationToken cancellationToken)
    {
        if (OneOs.Read(console, input, os, request.Replaces, out int code, cancellationToken, isFirst: true) is not { } one) return code;
        DiagnosticBag diagnostics = [];
        string path = $"{input.TrimEnd('/')}/{one.Errata.Os.Name}/updates/{request.Version}.yaml";
        if (NextUpdate.Write(one.Errata, one.Versions, request, diagnostics) is { } text) Write(path, text, diagnostics);
        code = console.Write(diagnostics);
        if (code != ExitCodes.Fine) return code;
        console.Out.WriteLine(TerminalText.OneLine(path));
        CriticalProposal.Write(console, input, one, request, path);
        return code;
    }

    /// <summary>Writes beside and renames, and never over a file that came meanwhile.</summary>
    private static void Write(string path, string text, DiagnosticBag diagnostics)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(temporary, text, new UTF8Encoding(false));
            File.Move(temporary, path, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(GenerationDiagnostics.CannotWrite, new(path),
                $"{e.Message.TrimEnd('.')}. Check that the folder can be written, the disk has room and no such file exists.");
            Delete(temporary);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that the user must see is the one that came before.
        }
    }
}
