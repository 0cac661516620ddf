using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages;

/// <summary>What needs somebody now, the gravest first: what cannot be read, forgotten hosts, freezes past their end, critical fixes, overdue kernels.</summary>
internal static class Attention
{
    private const int MostLinks = 5;

    /// <param name="view">What the reader sees.</param>
    /// <param name="site">Of one site only, or null.</param>
    public static ImmutableArray<Notice> Of(ReaderView view, string? site = null)
    {
        List<Notice> all = [];
        foreach (SourceRow source in SourceRow.All(view).Where(s => s.State != "good"))
            all.Add(new("cannot be read", source.State == "unread" ? $"Nothing could be read yet of {source.Source}; hosts are not judged by it." : $"{Count(source.Problems, "problem")} in {source.Source}; the last good state of {ShownText.Time(source.Read!.Value)} stays in use.", "look", [new("Sources", "/sources")]));

        ImmutableArray<FleetHost> forgotten = [.. view.Fleet.Hosts.Where(h => h.Verdict.HasFlag(HostVerdict.Forgotten))];
        if (forgotten.Length > 0)
            all.Add(new("forgotten", $"{Count(forgotten.Length, "host")} on an old version without a freeze that holds:", "look", [.. forgotten.Take(MostLinks).Select(h => new TableLink(h.Name, PageAddress.Host(h.Name))), .. More(forgotten.Length, site, "forgotten")]));

        foreach (FreezeRow freeze in FreezeRow.All(view).Where(f => f.State != "holds" && (site is null || f.Site == site)).Take(MostLinks))
            all.Add(new(freeze.HasEnded ? "freeze ended" : "freeze ends", $"on {ShownText.Day(freeze.Until)}: {freeze.Host ?? $"site {freeze.Site}"} on {freeze.Version}; {freeze.Owner} answers for it.", "look", [new("Freezes", "/freezes")]));

        foreach (AdvisoryRow advisory in AdvisoryRow.Exposing(view).TakeWhile(a => a.Severity == "critical").Take(MostLinks))
            all.Add(new("critical", $"{Count(advisory.Exposed, "host")} without {advisory.Advisory}, {advisory.Title}:", "look", [new(advisory.Advisory, PageAddress.Advisory(advisory.Advisory))]));

        foreach (KernelPlanRow plan in KernelPlanRow.All(view).TakeWhile(p => p.State == "overdue").Where(p => site is null || p.Site == site).Take(MostLinks))
            all.Add(new("kernel overdue", $"site {plan.Site} planned {plan.Kernel} on {plan.Os}{(plan.Planned is { } day ? $" for {ShownText.Day(day)}" : string.Empty)}; {plan.Running.ToString(CultureInfo.InvariantCulture)} of {Count(plan.Hosts, "host")} run it.", "look", [new("Kernels", "/kernels")]));
        return [.. all];
    }

    private static ImmutableArray<TableLink> More(int count, string? site, string verdict) => count <= MostLinks ? []
        : [new($"all {count.ToString(CultureInfo.InvariantCulture)}", site is null ? PageAddress.Hosts(("verdict", verdict)) : PageAddress.Hosts(("site", site), ("verdict", verdict)))];

    private static string Count(int count, string word) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {word}{(count == 1 ? string.Empty : "s")}";
}
