using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Checks the update versions of one OS against machines: its sources are the repositories, its kernel rule and the versions' cutoffs the bounds.</summary>
public sealed class OsCheck
{
    private readonly OsErrata _errata;
    private readonly PackageTable _table;
    private readonly Dictionary<string, UpdateCheck> _checks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FixPlan> _plans = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Version, CheckAnswer Answer), (ImmutableArray<Nevra> Profile, CheckAnswer Answer)> _fixed = [];

    private OsCheck(OsErrata errata, PackageTable table, ImmutableArray<(string Path, int Packages)> listed)
    {
        _errata = errata;
        _table = table;
        Listed =
        [
            .. listed.Select(l => DependencyDiagnostics.Listed.At(new(l.Path), string.Create(CultureInfo.InvariantCulture,
                $"{l.Packages:N0} packages are listed without dependencies: they were not checked. Name the repodata that they come from in os.yaml, and they are."))),
        ];
    }

    /// <summary>GE2865 for each listing of which packages were not checked.</summary>
    public ImmutableArray<Diagnostic> Listed { get; }

    /// <summary>The packages of a machine of the OS's base release: the newest of each name and architecture.</summary>
    public ImmutableArray<Nevra> BaseMachine
    {
        get
        {
            ArchitectureSet arches = ArchitectureSet.Of(_errata.Os.Arch)!;
            return
            [
                .. _errata.Base.Packages.Where(p => arches.Contains(p.Nevra.Arch)).GroupBy(p => (p.Nevra.Name, p.Nevra.Arch))
                    .Select(g => g.MaxBy(p => p.Nevra.Evr)!.Nevra).OrderBy(n => n.ToString(), StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Reads what the OS's packages require.</summary>
    /// <param name="errata">The OS.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The check, or null after an error.</returns>
    public static OsCheck? Read(OsErrata errata, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        PackageTable table = OsPackageTable.Read(
            Path.GetDirectoryName(errata.Os.Location.File) ?? string.Empty, errata, out ImmutableArray<(string, int)> listed, own, cancellationToken);
        diagnostics.AddRange(own);
        return own.HasErrors ? null : new(errata, table, listed);
    }

    /// <summary>Checks a version against a machine.</summary>
    /// <param name="version">A version of the OS.</param>
    /// <param name="profile">The machine's packages.</param>
    public CheckAnswer Check(UpdateVersion version, IReadOnlyCollection<Nevra> profile) => Of(version).Check(profile, Packages(version));

    /// <summary>Checks a version against a machine; its packages without version or architecture are warned of with GE2866.</summary>
    /// <param name="version">A version of the OS.</param>
    /// <param name="machine">The machine.</param>
    public CheckAnswer Check(UpdateVersion version, Machine machine)
    {
        ImmutableArray<Nevra> profile = MachinePackages.Known(machine);
        CheckAnswer answer = Check(version, profile);
        int unversioned = machine.Packages.Count(p => p.Evr is null || p.Arch is null);
        return unversioned == 0 ? answer : answer with
        {
            Warnings = answer.Warnings.Add(new(DependencyDiagnostics.Unversioned.Code, null, string.Create(CultureInfo.InvariantCulture,
                $"{unversioned:N0} packages of the profile have no version or no architecture, so they count as absent; a list of the machine (rpm -qa with %{{ARCH}}) has both"))),
        };
    }

    /// <summary>What a version and what it needs besides itself would do on a machine, with the sizes that the repositories say.</summary>
    /// <param name="version">A version of the OS.</param>
    /// <param name="profile">The machine's packages.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Transaction Simulate(UpdateVersion version, IReadOnlyCollection<Nevra> profile, CancellationToken cancellationToken)
    {
        Transaction transaction = Of(version).Simulate(profile, Packages(version));
        if (transaction.Steps.IsEmpty) return transaction;
        IReadOnlyDictionary<string, long> sizes = OsPackageSizes.Read(
            Path.GetDirectoryName(_errata.Os.Location.File) ?? string.Empty, _errata.Os, [.. transaction.Steps.Select(s => s.Package)], cancellationToken);
        return transaction with { Steps = [.. transaction.Steps.Select(s => s with { Size = sizes.TryGetValue(s.Package.ToString(), out long size) ? size : null })] };
    }

    /// <summary>Checks a version together with its fix against a machine: whole where nothing is broken then that was not before; else what it needs beyond the fix.</summary>
    /// <param name="version">A version of the OS.</param>
    /// <param name="profile">The machine's packages.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public CheckAnswer CheckWithFix(UpdateVersion version, ImmutableArray<Nevra> profile, CancellationToken cancellationToken)
    {
        CheckAnswer answer = Check(version, profile);
        if (answer.Result == CheckResult.Ok) return answer;
        if (!_plans.TryGetValue(version.Name, out FixPlan? plan)) _plans.Add(version.Name, plan = FixPlanner.Plan(_table, version, _errata, cancellationToken));
        if (plan.Whole.IsEmpty) return answer;

        // Machines with one answer are mostly alike, and what is alike is decided once.
        if (_fixed.TryGetValue((version.Name, answer), out var alike) && alike.Profile.SequenceEqual(profile)) return alike.Answer;
        ImmutableArray<Nevra> after = FixedMachine.Apply(profile, version, plan, _errata.Os);
        bool isWhole = BrokenRules.Between(_table, profile, after).Count == 0;
        ImmutableArray<CheckProblem> problems = isWhole ? [.. answer.Problems.Where(p => p.Code == DependencyDiagnostics.NotInRepositories.Code)] : answer.Problems;
        ImmutableArray<CheckChange> changes = isWhole ? [] : [.. answer.Changes.Where(c => !IsDone(c, after))];
        CheckAnswer left = answer with
        {
            Problems = problems,
            Changes = changes,
            Result = !problems.IsEmpty ? CheckResult.Impossible : isWhole ? CheckResult.Ok : answer.Result == CheckResult.Fix && changes.IsEmpty ? CheckResult.Unknown : answer.Result,
        };
        _fixed[(version.Name, answer)] = (profile, left);
        return left;
    }

    private static bool IsDone(CheckChange change, ImmutableArray<Nevra> after) => change.Action == CheckAction.Remove
        ? after.All(a => a.Name != change.Package.Name)
        : after.Any(a => a.Name == change.Package.Name && a.Arch == change.Package.Arch && a.Evr.VersionRelease == change.Package.Evr.VersionRelease);

    private static ImmutableArray<Nevra> Packages(UpdateVersion version) => [.. version.Packages.Select(p => p.Nevra)];

    private UpdateCheck Of(UpdateVersion version)
    {
        if (!_checks.TryGetValue(version.Name, out UpdateCheck? check))
            _checks.Add(version.Name, check = new(_table, new() { Cutoff = version.Definition.Cutoff, Kernel = _errata.Os.Kernel, Streams = _errata.Os.Modules }));
        return check;
    }
}
