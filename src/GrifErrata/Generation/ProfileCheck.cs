using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Updates;
using Microsoft.Extensions.Logging;

namespace GrifErrata.Generation;

/// <summary>
/// Checks the versions of an input folder against profiles: every draft against each machine of its OS that no freeze holds, and what a stage,
/// a site or a freeze of the federation gives to a machine against that machine.
/// </summary>
public static class ProfileCheck
{
    /// <summary>Reads everything and checks.</summary>
    /// <param name="inputDirectory">Folder of the maintainer's files (<c>errata-input</c>).</param>
    /// <param name="profiles">Folder of compiled profiles and package lists, or one such file.</param>
    /// <param name="today">The day for which sites that lag behind are counted.</param>
    /// <param name="diagnostics">
    /// Takes errors of the input, but none of its warnings, which generation tells; at a version's file GE1851 and GE1852 where it cannot be
    /// applied, GE2867 where it needs more than itself and its fix, GE2854 where that is not known; GE1865 where no profile is of any OS.
    /// </param>
    /// <param name="logger">Takes what was checked.</param>
    /// <param name="cancellationToken">Cancels between machines.</param>
    public static void Run(
        string inputDirectory, string profiles, DateOnly today, DiagnosticBag diagnostics, ILogger logger, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        DiagnosticBag read = [];
        ImmutableArray<OsErrata> all = ErrataInput.Read(inputDirectory, null, read, cancellationToken);
        FederationDefinition? federation = ErrataInput.ReadFederation(inputDirectory, read);
        diagnostics.AddRange(read.Where(d => d.Severity == DiagnosticSeverity.Error));
        if (read.HasErrors) return;

        // One unreadable profile is an error and does not keep the others from being checked.
        DiagnosticBag own = [];
        ImmutableArray<Machine> machines = MachineFolder.Read(profiles, own, cancellationToken);
        diagnostics.AddRange(own);
        FederationResolution? resolution = federation is null ? null : new(federation, today);
        int found = 0;
        foreach (OsErrata errata in all)
        {
            ImmutableArray<Machine> ours = OsMachines.Of(errata, machines);
            found += ours.Length;
            if (ours.IsEmpty) continue;
            DiagnosticBag planned = [];
            ImmutableArray<UpdateVersion> versions = UpdatePlanner.Plan(errata, planned, cancellationToken);
            diagnostics.AddRange(planned.Where(d => d.Severity == DiagnosticSeverity.Error));
            if (!planned.HasErrors) Check(errata, versions, ours, resolution, diagnostics, logger, cancellationToken);
        }

        if (found == 0 && !own.HasErrors)
        {
            diagnostics.Add(DependencyDiagnostics.NoMachine, new(profiles),
                $"None of the machines ({machines.Length}) is one of the OSs of {inputDirectory}, so nothing was checked. Name profiles of these OSs.");
        }

        logger.LogInformation("machines checked: {Machines}, in {Milliseconds} ms", found, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static void Check(OsErrata errata, ImmutableArray<UpdateVersion> versions, ImmutableArray<Machine> machines, FederationResolution? resolution,
        DiagnosticBag diagnostics, ILogger logger, CancellationToken cancellationToken)
    {
        if (OsCheck.Read(errata, diagnostics, cancellationToken) is not { } check) return;
        foreach (Diagnostic listed in check.Listed) logger.LogInformation("{Listed}", listed);
        Dictionary<string, CheckReport> reports = versions.ToDictionary(v => v.Name, _ => new CheckReport(), StringComparer.Ordinal);
        foreach (Machine machine in machines)
        {
            SelectedVersion? selected = resolution?.Resolve(machine.Host, machine.Site ?? resolution.SiteOf(machine.Host)?.Name, errata.Os.Name);
            ImmutableArray<Nevra> profile = MachinePackages.Known(machine);
            foreach (UpdateVersion version in versions.Where(v => v.Name == selected?.Version || (v.Definition.State == UpdateState.Draft && selected?.Freeze is null)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                CheckAnswer answer = check.CheckWithFix(version, profile, cancellationToken);
                reports[version.Name].Add(machine.Host, answer, answer.Problems.Select(p => ProblemAdvisories.Describe(p, version, profile)));
            }
        }

        foreach (UpdateVersion version in versions) Tell(version, reports[version.Name], diagnostics);
    }

    private static void Tell(UpdateVersion version, CheckReport report, DiagnosticBag diagnostics)
    {
        SourceLocation file = version.Definition.Location;
        foreach (Shared<CheckFinding> problem in report.Problems)
        {
            DiagnosticDescriptor code = problem.What.Code == DependencyDiagnostics.NotInRepositories.Code ? DependencyDiagnostics.NotInRepositories : DependencyDiagnostics.Impossible;
            diagnostics.Add(code, file, $"{version.Name} cannot be applied to {CheckReport.Names(problem.Machines)} ({Of(problem.Machines.Length, report)}): "
                + $"{string.Join("; ", problem.What.Lines[..^1])}. {problem.What.Lines[^1]}.");
        }

        foreach (Shared<CheckChange> change in report.Changes)
        {
            diagnostics.Add(DependencyDiagnostics.NeedsMore, file, $"{version.Name} needs on {Of(change.Machines.Length, report)} ({CheckReport.Names(change.Machines)}): "
                + $"{Word(change.What.Action)} {change.What.Package} ({string.Join("; ", change.What.Because)}). Write a block under `fix` of its YAML; grif-errata fix shows it.");
        }

        if (report.Unknown.Count > 0)
        {
            diagnostics.Add(DependencyDiagnostics.NotExact, file, $"Whether {version.Name} can be applied to {CheckReport.Names([.. report.Unknown])} ({Of(report.Unknown.Count, report)}) "
                + "is not known: the search was cut short. Leave part of the version out and check the rest.");
        }
    }

    private static string Of(int count, CheckReport report) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {report.Machines:N0} machine{(report.Machines == 1 ? "" : "s")}");

    private static string Word(CheckAction action) => action switch
    {
        CheckAction.Add => "add",
        CheckAction.Update => "update to",
        _ => "remove",
    };
}
