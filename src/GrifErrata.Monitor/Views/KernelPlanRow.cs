using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Monitor.Views;

/// <summary>A site in a kernel plan of the federation, and what its machines say.</summary>
public sealed record KernelPlanRow
{
    /// <summary>Site.</summary>
    public required string Site { get; init; }

    /// <summary>OS.</summary>
    public required string Os { get; init; }

    /// <summary>The kernel to which it moves, <c>version-release</c>.</summary>
    public required string Kernel { get; init; }

    /// <summary><c>overdue</c>, <c>waits</c> or <c>moved</c>, as the plan says.</summary>
    public required string State { get; init; }

    /// <summary>The day on which the site plans to move, else the plan's deadline; null for neither.</summary>
    public required DateOnly? Planned { get; init; }

    /// <summary>The day on which it moved, or null.</summary>
    public required DateOnly? Done { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Days since the first fix that the site's kernel lacks, or since the plan's version; null for neither.</summary>
    public required int? Days { get; init; }

    /// <summary>Advisories that the site's kernel lacks.</summary>
    public required int Lacks { get; init; }

    /// <summary>The gravest severity of those, or null.</summary>
    public required string? Severity { get; init; }

    /// <summary>Hosts that run the plan's kernel or a newer one.</summary>
    public required int Running { get; init; }

    /// <summary>Hosts of the site and OS that have reported.</summary>
    public required int Hosts { get; init; }

    /// <summary>All plans that a reader may see: the overdue sites first, those that have moved last.</summary>
    public static ImmutableArray<KernelPlanRow> All(ReaderView view)
    {
        if (view.Fleet.Expectation.Federation is not { } federation) return [];
        Fixes fixes = OncePer<OsJudge[], Fixes>.Of(ImmutableCollectionsMarshal.AsArray(view.Fleet.Expectation.Oses)!, static oses => new(oses));
        return
        [
            .. federation.Kernels.Where(p => fixes.Of(p.Os) is not null)
                .SelectMany(p => KernelPlanStatus.Of(federation, p, fixes.Updates(p.Os), fixes.Of(p.Os)!, view.Today).Sites.Select(s => (p, s)))
                .Where(r => view.Scope.Sees(r.s.Row.Site)).OrderBy(r => r.s.State).ThenByDescending(r => r.s.DaysSinceFix)
                .Select(r => Of(r.p, r.s, view.Fleet)),
        ];
    }

    private static KernelPlanRow Of(KernelPlan plan, KernelSiteStatus site, FleetSnapshot fleet)
    {
        ImmutableArray<FleetHost> hosts = [.. fleet.Hosts.Where(h => h.Site == site.Row.Site && h.Os == plan.Os && h.Report is not null)];
        HashSet<string> reached = Reached(plan.Kernel, hosts.Select(h => h.Report!.Kernel));
        return new()
        {
            Site = site.Row.Site, Os = plan.Os, Kernel = plan.Kernel, Planned = site.Row.Date ?? plan.Deadline, Done = site.Row.Done, Owner = site.Owner, Days = site.DaysSinceFix,
            State = site.State switch { KernelSiteState.Overdue => "overdue", KernelSiteState.Waits => "waits", _ => "moved" },
            Lacks = site.Lacks.Length, Severity = SeverityWord.Of(site.Lacks.Select(a => a.Severity).DefaultIfEmpty(AdvisorySeverity.Unknown).Max()),
            Running = hosts.Count(h => reached.Contains(h.Report!.Kernel)), Hosts = hosts.Length,
        };
    }

    // Thousands of hosts run a few kernels.
    private static HashSet<string> Reached(string kernel, IEnumerable<string> running)
    {
        Evr? wanted = RunningKernel.EvrOf(kernel);
        return [.. running.Distinct(StringComparer.Ordinal).Where(r => wanted is { } should && RunningKernel.EvrOf(r) is { } evr && evr.CompareTo(should) >= 0)];
    }

    private sealed class Fixes(OsJudge[] oses)
    {
        private readonly Dictionary<string, (OsJudge Os, KernelFixes? Fixes)> _byOs = oses.ToDictionary(o => o.Os, o => (o, KernelFixes.Find(o.Errata, new DiagnosticBag())), StringComparer.Ordinal);

        public KernelFixes? Of(string os) => _byOs.GetValueOrDefault(os).Fixes;

        public ImmutableArray<UpdateDefinition> Updates(string os) => _byOs[os].Os.Errata.Updates;
    }
}

/// <summary>How many hosts run a kernel.</summary>
/// <param name="Site">Site, or null.</param>
/// <param name="Os">OS, or null.</param>
/// <param name="Kernel">The kernel, <c>uname -r</c>.</param>
/// <param name="Hosts">How many run it.</param>
/// <param name="Waiting">How many of them wait for a reboot, or should run a newer one.</param>
public sealed record KernelRow(string? Site, string? Os, string Kernel, int Hosts, int Waiting)
{
    /// <summary>By site and OS, the newest kernel first.</summary>
    public static ImmutableArray<KernelRow> All(ReaderView view) => view.Once(static fleet => new Rows(
    [
        .. fleet.Hosts.Where(h => h.Report is not null).GroupBy(h => (h.Site, h.OsText, h.Report!.Kernel))
            .Select(g => (Row: new KernelRow(g.Key.Site, g.Key.OsText is { Length: > 0 } os ? os : null, g.Key.Kernel, g.Count(),
                g.Count(h => (h.Verdict & (Verdicts.HostVerdict.KernelBehind | Verdicts.HostVerdict.RebootPending)) != 0)), Evr: RunningKernel.EvrOf(g.Key.Kernel)))
            .OrderBy(p => p.Row.Site, StringComparer.Ordinal).ThenBy(p => p.Row.Os, StringComparer.Ordinal).ThenByDescending(p => p.Evr).Select(p => p.Row),
    ])).Kernels;

    private sealed record Rows(ImmutableArray<KernelRow> Kernels);
}
