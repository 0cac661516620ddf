using System.Collections.Immutable;
using System.CommandLine;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Generation;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata fix</c>: what a version needs besides itself.</summary>
internal static class FixCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> version = CommonOptions.VersionArgument("VERSION", "The update version.");
        Option<string?> profiles = new("--profiles") { Description = "Compiled profiles or package lists of machines, a folder or one file: what they need beyond the generated blocks is told.", HelpName = "PATH" };
        Option<bool> write = new("--write") { Description = "Append blocks for what the machines need to `fix` of a draft's YAML, and write the version's files." };
        Option<string> input = CommonOptions.Input(), output = CommonOptions.Output();
        Option<string?> os = CommonOptions.Os("The OS, a folder of the input. May be left out when there is one, or when only one has the version."), templates = CommonOptions.Templates();
        DocumentedCommand command = new(
            "fix",
            "Shows what an update version needs besides itself: the blocks of its -fix template with their reasons, what a person must decide, and "
            + "with --profiles what these machines need beyond it. The build writes the template; with --write this command does, and the machines' needs come into the YAML.",
            "0  shown, and written with --write\n1  a machine needs more than the fix gives (with --write: than can be written), the version does not exist, or an error in the input\n2  wrong use",
            "grif-errata fix 20101125 --os sl5.5-x86_64\ngrif-errata fix 20101125 --profiles profiles --write")
        {
            version, os, profiles, write, input, output, templates,
        };
        command.SetAction((parsed, token) => Task.FromResult(Run(
            console,
            new(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), GenerationMode.Update)
            {
                Os = parsed.GetValue(os),
                Version = parsed.GetRequiredValue(version),
                TemplateDirectory = parsed.GetValue(templates),
                Today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime),
            },
            parsed.GetValue(profiles), parsed.GetValue(write), token)));
        return command;
    }

    private static int Run(CommandConsole console, GenerationRequest request, string? profiles, bool write, CancellationToken token)
    {
        if (OneOs.Read(console, request.InputDirectory, request.Os, [request.Version!], out int code, token) is not { } one) return code;
        if (one.Find(console, request.Version!) is not { } version) return ExitCodes.Problems;
        DiagnosticBag diagnostics = [];
        PackageTable table = OsPackageTable.Read(Path.GetDirectoryName(one.Errata.Os.Location.File) ?? string.Empty, one.Errata, diagnostics, token);
        if (diagnostics.HasErrors) return console.Write(diagnostics);
        FixPlan plan = FixPlanner.Plan(table, version, one.Errata, token);
        diagnostics.AddRange(plan.Findings.Where(f => f.Descriptor.Severity == DiagnosticSeverity.Error).Select(f => f.Descriptor.At(f.Location, f.Text)));
        if (diagnostics.HasErrors) return console.Write(diagnostics);
        FixReport.Write(console, one.Errata.Os, version, plan);

        ImmutableArray<MachineNeed> needs = [];
        if (profiles is not null)
        {
            (ImmutableArray<Machine> machines, int others) = OsMachines.Read(one.Errata, profiles, diagnostics, token);
            if (diagnostics.HasErrors) return console.Write(diagnostics);
            needs = MachineNeeds.Find(table, version, plan, one.Errata.Os, machines.Select(m => (m.Host, (IReadOnlyCollection<Nevra>)MachinePackages.Known(m))), token);
            FixReport.Write(console, needs, machines.Length, others);
        }

        if (write)
        {
            if (FixEdits.Append(version.Definition, needs, diagnostics) is { } change) console.Out.WriteLine($"wrote {TerminalText.OneLine(change.Path)}");
            if (diagnostics.HasErrors) return console.Write(diagnostics);
            int written = GenerateCommand.Run(console, request with { Os = one.Errata.Os.Name }, token);
            return needs.Any(n => n.Add.Length + n.Remove.Length == 0) ? ExitCodes.Problems : written;
        }

        console.Write(diagnostics);
        return needs.IsEmpty ? ExitCodes.Fine : ExitCodes.Problems;
    }
}
