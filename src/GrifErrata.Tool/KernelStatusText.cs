using GrifErrata.Advisories;
using GrifErrata.Federation;
using GrifErrata.Time;

namespace GrifErrata.Tool;

/// <summary>Kernel plans for people: a row a site, then once for each kernel what it lacks.</summary>
internal static class KernelStatusText
{
    private const int PerLine = 5;

    public static void Write(CommandConsole console, IReadOnlyCollection<KernelPlanStatus> plans, bool all)
    {
        foreach (KernelPlanStatus status in plans.Where(p => all || IsOpen(p) || IsLast(p, plans)))
        {
            KernelPlan plan = status.Plan;
            string deadline = plan.Deadline is { } last ? $", deadline {UtcText.Day(last)}" : string.Empty;
            console.Out.WriteLine(TerminalText.OneLine($"{plan.Os} kernel {plan.Kernel}, version {plan.Version}, {status.Age} days old{deadline}"));
            Sites(status).Write(console.Out, indent: 2, first: s => s.StartsWith("overdue", StringComparison.Ordinal) ? console.OutColours.Bad(s) : s);
            foreach (KernelSiteStatus site in status.Sites.Where(s => s.Lacks.Length > 0).DistinctBy(s => s.Kernel))
            {
                console.Out.WriteLine(TerminalText.OneLine($"  {Kernel(site)} lacks"));
                Lacks(site, all).Write(console.Out, indent: 4);
            }
        }

        int overdue = plans.Sum(p => p.Sites.Count(s => s.State == KernelSiteState.Overdue));
        console.Out.WriteLine($"{plans.Count} plans, {overdue} sites overdue");
    }

    private static bool IsOpen(KernelPlanStatus status) => status.Sites.Any(s => s.Row.Done is null);

    // A federation of some years has dozens of finished plans; of each OS the last one says what its sites run.
    private static bool IsLast(KernelPlanStatus status, IReadOnlyCollection<KernelPlanStatus> plans) =>
        ReferenceEquals(plans.Last(p => p.Plan.Os == status.Plan.Os), status);

    private static TextTable Sites(KernelPlanStatus status)
    {
        TextTable table = new();
        foreach (KernelSiteStatus site in status.Sites)
        {
            table.Add(
                site.State.ToString().ToLowerInvariant(),
                site.Row.Site,
                (site.Row.Done ?? site.Row.Date) is { } day ? UtcText.Day(day) : "no day",
                site.DaysSinceFix is not { } days ? string.Empty : site.HasDatedFix ? $"fix {days} days old" : $"version {days} days old",
                $"on {Kernel(site)}",
                site.Lacks.Length == 0 ? "lacks nothing known" : $"lacks {site.Lacks.Length} advisories, {site.Cves.Length} CVEs",
                site.Owner);
        }

        return table;
    }

    private static TextTable Lacks(KernelSiteStatus site, bool all)
    {
        TextTable table = new();
        foreach (IGrouping<AdvisorySeverity, string> cves in site.Cves.GroupBy(c => c.Severity, c => c.Id)) Add(table, $"CVEs{Of(cves.Key)}", [.. cves], all);
        Add(table, "advisories", [.. site.WorstFirst.Select(a => a.Id)], all);
        return table;
    }

    private static void Add(TextTable table, string label, IReadOnlyList<string> ids, bool all)
    {
        string[][] lines = [.. ids.Chunk(PerLine)];
        if (all)
        {
            for (int i = 0; i < lines.Length; i++) table.Add(i == 0 ? label : string.Empty, string.Join(", ", lines[i]));
        }
        else if (lines.Length > 0)
        {
            table.Add(label, string.Join(", ", lines[0]) + (ids.Count > PerLine ? $" and {ids.Count - PerLine} more" : string.Empty));
        }
    }

    private static string Of(AdvisorySeverity severity) => severity == AdvisorySeverity.Unknown ? string.Empty : $", {severity.ToString().ToLowerInvariant()}";

    private static string Kernel(KernelSiteStatus site) => site.Kernel ?? "the kernel of the OS release";
}
