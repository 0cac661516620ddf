using System.Collections.Immutable;
using System.CommandLine;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata simulate</c>: the transaction that one machine will see.</summary>
internal static class SimulateCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> version = CommonOptions.VersionArgument("VERSION", "The update version.");
        Option<string?> host = new("--host") { Description = "The machine; its name without domain is enough where no other has it.", HelpName = "HOST" };
        Option<string?> profile = new("--profile") { Description = "The machine's compiled profile, package list or report.", HelpName = "FILE" };
        Option<string?> profiles = new("--profiles") { Description = "Folder in which the machine named by --host is looked for.", HelpName = "DIR" };
        Option<string?> os = CommonOptions.Os("The OS, a folder of the input. Default: what the profile says, or the only one.");
        Option<string> input = CommonOptions.Input();
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "simulate",
            "Shows what will happen on one machine: the packages of an update version that it has, and what they need besides, laid out as dnf shows a transaction.",
            "0  shown\n1  the machine cannot have the version, or an error in the input\n2  wrong use",
            "grif-errata simulate 20101125 --host wn017.example.org --profiles profiles")
        {
            version, host, profile, profiles, os, input, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(profile) is null == result.GetValue(profiles) is null) result.AddError("Needed is one of --profile and --profiles.");
            else if (result.GetValue(profiles) is not null && result.GetValue(host) is null) result.AddError("--profiles needs --host.");
        });
        command.SetAction((parsed, token) => Task.FromResult(Run(console, new(
            parsed.GetRequiredValue(input), parsed.GetValue(os), parsed.GetRequiredValue(version), parsed.GetValue(host),
            parsed.GetValue(profile) ?? parsed.GetValue(profiles)!, parsed.GetValue(json)), token)));
        return command;
    }

    private static int Run(CommandConsole console, Request request, CancellationToken token)
    {
        DiagnosticBag diagnostics = [];
        Machine? machine = Find(request, diagnostics, token);
        string? os = machine is null ? null : request.Os ?? OsOf(request, machine, diagnostics);
        if (machine is null || os is null)
        {
            console.Write(diagnostics);
            return ExitCodes.Problems;
        }

        if (OneOs.Read(console, request.Input, os, [], out int code, token) is not { } one) return code;
        if (one.Find(console, request.Version) is not { } version) return ExitCodes.Problems;
        DiagnosticBag read = [];
        if (OsCheck.Read(one.Errata, read, token) is not { } check)
        {
            console.Write(read);
            return ExitCodes.Problems;
        }

        read.AddRange(check.Listed);
        console.Write(read);
        ImmutableArray<Nevra> packages = MachinePackages.Known(machine);
        Transaction transaction = check.Simulate(version, packages, token);
        CheckReport report = new();
        report.Add(machine.Host, transaction.Answer, transaction.Answer.Problems.Select(p => ProblemAdvisories.Describe(p, version, packages)));
        bool isPossible = transaction.Answer.Result is CheckResult.Ok or CheckResult.Fix;
        if (request.Json) TransactionJson.Write(console.Out, machine.Host, one.Errata.Os.Name, version.Name, transaction);
        else if (isPossible) TransactionText.Write(console.Out, transaction);
        else CheckText.Write(console, version.Name, report, all: true, others: 0);
        return isPossible ? ExitCodes.Fine : ExitCodes.Problems;
    }

    private static Machine? Find(Request request, DiagnosticBag diagnostics, CancellationToken token)
    {
        // What is wrong with other machines' files does not matter where the machine is found.
        DiagnosticBag own = [];
        ImmutableArray<Machine> all = MachineFolder.Read(request.Profiles, own, token);
        List<Machine> found = [.. all.Where(m => request.Host is null || m.Host.Equals(request.Host, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 0) found = [.. all.Where(m => m.Host.StartsWith(request.Host + ".", StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 1) return found[0];
        diagnostics.AddRange(own);
        if (found.Count > 1)
        {
            diagnostics.Add(DependencyDiagnostics.Host, new(request.Profiles),
                $"Several machines are called {request.Host}: {CheckReport.Names([.. found.Select(m => m.Host)])}. Name one with its domain.");
        }
        else if (!own.HasErrors)
        {
            diagnostics.Add(DependencyDiagnostics.Host, new(request.Profiles),
                $"There is no {request.Host} among the machines ({all.Length}: {CheckReport.Names([.. all.Select(m => m.Host)])}). Correct the name, or name the folder or file that has it.");
        }

        return null;
    }

    private static string? OsOf(Request request, Machine machine, DiagnosticBag diagnostics)
    {
        ImmutableArray<(string Folder, OsDefinition Definition)> all = ErrataInput.ReadDefinitions(request.Input, null, diagnostics);
        if (diagnostics.HasErrors) return null;
        if (machine.NodeOsVersion is null && all.Length == 1) return all[0].Definition.Name;
        List<string> fitting = [.. all.Where(o => o.Definition.NodeOsVersion == machine.NodeOsVersion).Select(o => o.Definition.Name)];
        if (fitting.Count == 1) return fitting[0];
        if (machine.NodeOsVersion is null && OneOs.With([request.Version], request.Input) is { } having) return having;
        string names = string.Join(", ", all.Select(o => o.Definition.Name));
        diagnostics.Add(DependencyDiagnostics.OsUnknown, machine.Location, machine.NodeOsVersion is { } node
            ? $"{machine.Host} has the OS {node}, which is no nodeOsVersion of {request.Input}. Name its OS with --os; there are: {names}."
            : $"The profile does not say the OS of {machine.Host}. Name it with --os; there are: {names}.");
        return null;
    }

    private sealed record Request(string Input, string? Os, string Version, string? Host, string Profiles, bool Json);
}
