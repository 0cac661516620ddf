using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GrifErrata.Rpm;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata vercmp</c>: compares versions as rpm does.</summary>
internal static class VercmpCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string[]> versions = new("versions")
        {
            Description = "Two versions, [epoch:]version[-release].",
            HelpName = "A B",
            Arity = new ArgumentArity(0, 2),
        };
        Option<bool> stdin = new("--stdin")
        {
            Description = "Read lines of epoch, version, release, epoch, version, release with tabs between; an empty epoch or (none) is a missing one.",
        };
        DocumentedCommand command = new(
            "vercmp",
            "Compares two versions exactly as rpm does: prints -1 if A is older, 0 if they are equal, 1 if A is newer.",
            "0  compared, whatever the result\n2  wrong use, a text that is not a version, a broken line",
            "grif-errata vercmp 2.5-49.el5_5.6 2.5-49.el5_5.7\nprintf '0\\t4.6\\t1\\t0\\t4.7\\t1\\n' | grif-errata vercmp --stdin")
        {
            versions,
            stdin,
        };
        command.Validators.Add(result => Check(result, result.GetValue(versions) ?? [], result.GetValue(stdin)));
        command.SetAction((parsed, token) => parsed.GetValue(stdin)
            ? VersionLines.CompareAsync(console, token)
            : Task.FromResult(Run(console, parsed.GetRequiredValue(versions))));
        return command;
    }

    private static void Check(CommandResult result, string[] versions, bool stdin)
    {
        if (stdin && versions.Length > 0) result.AddError("--stdin reads the versions from standard input; name none.");
        else if (!stdin && versions.Length != 2) result.AddError("Two versions are needed, or --stdin.");
    }

    private static int Run(CommandConsole console, string[] versions)
    {
        LooseVersion[] parsed = new LooseVersion[2];
        for (int i = 0; i < 2; i++)
        {
            if (LooseVersion.Parse(versions[i]) is not { } version)
            {
                console.WriteError($"'{versions[i]}' is not a version as rpm allows it. Write [epoch:]version[-release], for example 1:2.5-49.el5_5.7.");
                return ExitCodes.WrongUse;
            }

            parsed[i] = version;
        }

        int verdict = parsed[0].CompareTo(parsed[1]);
        console.Out.WriteLine(verdict.ToString(CultureInfo.InvariantCulture));
        if (console.OutIsTerminal) console.Out.WriteLine($"{versions[0]} {(verdict < 0 ? "<" : verdict > 0 ? ">" : "=")} {versions[1]}");
        return ExitCodes.Fine;
    }
}
