using System.Collections.Immutable;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata check --os</c>: an update version of the input against machines of its OS.</summary>
internal static class CheckOfOs
{
    /// <summary>Checks and writes.</summary>
    public static int Run(CommandConsole console, Request request, CancellationToken token)
    {
        if (OneOs.Read(console, request.Input, request.Os, [], out int code, token) is not { } one) return code;
        if ((request.Version is { } name and not "." ? one.Find(console, name) : one.Versions.LastOrDefault()) is not { } version) return ExitCodes.Problems;
        DiagnosticBag diagnostics = [];
        OsCheck? check;
        using (new Progress(console, "Reading what packages require")) check = OsCheck.Read(one.Errata, diagnostics, token);
        if (check is not null) diagnostics.AddRange(check.Listed);
        if (console.Write(diagnostics) != ExitCodes.Fine || check is null) return ExitCodes.Problems;

        CheckReport report = new();
        (ImmutableArray<Machine> machines, int others) = ([], 0);
        if (request.Profiles.IsEmpty) Add($"{one.Errata.Os.Name} base", check.Check(version, check.BaseMachine), check.BaseMachine);
        else
        {
            DiagnosticBag read = [];
            (machines, others) = ReadMachines(one.Errata, request.Profiles, read, token);
            if (machines.IsEmpty && !read.HasErrors)
            {
                read.Add(DependencyDiagnostics.NoMachine, new(request.Profiles[0]),
                    $"None of the machines ({others}) is one of {one.Errata.Os.Name} ({one.Errata.Os.NodeOsVersion}). Name profiles of this OS, or another --os.");
            }

            code = console.Write(read);
        }

        using (new Progress(console, "Checking"))
        {
            foreach (Machine machine in machines)
            {
                token.ThrowIfCancellationRequested();
                Add(Label(machine), check.Check(version, machine), MachinePackages.Known(machine));
            }
        }

        if (!request.Json && report.Machines > 0) CheckText.Write(console, version.Name, report, request.AllMachines, others);
        return report.Count(CheckResult.Ok) == report.Machines ? code : ExitCodes.Problems;

        void Add(string machine, CheckAnswer answer, IReadOnlyCollection<Nevra> profile)
        {
            if (request.Json) console.Out.WriteLine(CheckJson.Line(machine, answer));
            report.Add(machine, answer, answer.Problems.Select(p => ProblemAdvisories.Describe(p, version, profile)));
        }
    }

    private static (ImmutableArray<Machine> Ours, int Others) ReadMachines(OsErrata errata, ImmutableArray<string> paths, DiagnosticBag diagnostics, CancellationToken token)
    {
        SortedDictionary<string, Machine> ours = new(StringComparer.Ordinal);
        int others = 0;
        foreach (string path in paths)
        {
            (ImmutableArray<Machine> found, int left) = OsMachines.Read(errata, path, diagnostics, token);
            others += left;
            foreach (Machine machine in found) ours[machine.Host] = machine;
        }

        return ([.. ours.Values.OrderBy(Label, StringComparer.Ordinal)], others);
    }

    private static string Label(Machine machine) => machine.Site is null or "none" ? machine.Host : $"{machine.Site}/{machine.Host}";

    /// <summary>What is asked.</summary>
    internal sealed record Request(string Input, string? Os, string? Version, ImmutableArray<string> Profiles, bool AllMachines, bool Json);
}
