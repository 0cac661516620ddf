using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Time;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Edits;

/// <summary>Plans a kernel: the default moves, and each site stays on what it has until it is done.</summary>
public static class KernelPlanEdits
{
    /// <summary>Starts a plan, or reports why not.</summary>
    /// <param name="edits">The input folder.</param>
    /// <param name="os">Name of the OS's folder.</param>
    /// <param name="kernel">The new kernel, <c>version-release</c>.</param>
    /// <param name="deadline">The day by which all should have moved, or null.</param>
    /// <param name="date">Today.</param>
    /// <param name="reason">Why a stage is skipped, or null.</param>
    /// <returns>Whether it was started.</returns>
    public static bool Plan(FederationEdits edits, string os, string kernel, DateOnly? deadline, DateOnly date, string? reason)
    {
        if (!edits.KnowsOs(os)) return false;
        if (edits.Federation.Kernels.FirstOrDefault(k => k.Os == os && k.Sites.Any(s => s.Done is null)) is { } open)
        {
            edits.Report(FederationEditDiagnostics.Already, open.Location, $"The plan of kernel {open.Kernel} for {os} is still open. Finish it first with `grif-errata kernel done`.");
            return false;
        }

        if (deadline < date)
        {
            edits.Report(FederationEditDiagnostics.DeadlinePast, $"The plan would end on {UtcText.Day(deadline.Value)}, which is past: every site would be overdue at once. Give a later day with --deadline, or none.");
            return false;
        }

        UpdateDefinition? update = edits.Updates[os].LastOrDefault(u => u.Kernel?.Version == kernel && u.State != UpdateState.Withdrawn);
        if (update is null)
        {
            edits.Report(FederationEditDiagnostics.NoKernel, $"No update version of {os} sets the kernel {kernel}. Write `kernel: {kernel}` in the version that brings it.");
            return false;
        }

        FederationResolution resolution = new(edits.Federation, date);
        ImmutableArray<YamlEditValue>.Builder rows = ImmutableArray.CreateBuilder<YamlEditValue>();
        foreach (Site site in edits.Federation.Sites)
        {
            SelectedVersion now = resolution.Resolve(string.Empty, site.Name, os);
            if (now.Version is not { } version) continue;
            string? has = now.Kernel ?? edits.Updates[os].FirstOrDefault(u => u.Version == version)?.Kernel?.Version;
            rows.Add(YamlEditValue.Of(("site", site.Name), ("version", version), ("kernel", has), ("done", has == kernel ? UtcText.Day(date) : null)));
        }

        ImmutableArray<(string, YamlEditValue)>.Builder plan = ImmutableArray.CreateBuilder<(string, YamlEditValue)>();
        plan.Add(("os", YamlEditValue.Of(os)));
        plan.Add(("kernel", YamlEditValue.Of(kernel)));
        plan.Add(("version", YamlEditValue.Of(update.Version)));
        if (deadline is { } last) plan.Add(("deadline", YamlEditValue.Of(UtcText.Day(last))));
        plan.Add(("sites", new YamlEditList(rows.ToImmutable())));
        if (!edits.Yaml.Append(new YamlEditMap(plan.ToImmutable()), "kernels")) return false;
        bool moved = edits.Federation.StageVersions.Any(v => v.Os == os && v.Stage == FederationDefinition.DefaultStage && v.Version == update.Version);
        return moved || Promote.Apply(edits, new(os, update.Version, FederationDefinition.DefaultStage, date, reason));
    }

    /// <summary>Writes a site's day, and its owner if one is given; warns of a day after the plan's deadline.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Schedule(FederationEdits edits, string os, string site, DateOnly date, string? owner)
    {
        if (Row(edits, os, site, done: false) is not (int plan, int row)) return false;
        KernelPlan planned = edits.Federation.Kernels[plan];
        if (planned.Deadline is { } deadline && date > deadline)
        {
            edits.Report(FederationEditDiagnostics.AfterDeadline, planned.Location,
                $"{site} plans {UtcText.Day(date)}, after the deadline {UtcText.Day(deadline)} of kernel {planned.Kernel}; from the deadline on it is overdue. Agree on an earlier day, or give the plan a later `deadline`.");
        }

        return edits.Yaml.Set(YamlEditValue.Of(UtcText.Day(date)), "kernels", plan, "sites", row, "date")
            && (owner is null || edits.Yaml.Set(YamlEditValue.Of(owner), "kernels", plan, "sites", row, "owner"));
    }

    /// <summary>Says that a site has moved: it follows its stage again.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Done(FederationEdits edits, string os, string site, DateOnly date)
    {
        if (Row(edits, os, site, done: false) is not (int plan, int row)) return false;
        WarnOfLower(edits, plan, row, date);
        return edits.Yaml.Set(YamlEditValue.Of(UtcText.Day(date)), "kernels", plan, "sites", row, "done");
    }

    /// <summary>Takes back that a site has moved: it is again on what it had.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Undo(FederationEdits edits, string os, string site)
    {
        if (Row(edits, os, site, done: true) is not (int plan, int row)) return false;
        KernelPlanSite there = edits.Federation.Kernels[plan].Sites[row];
        if (edits.Updates[os].FirstOrDefault(u => u.Version == there.Version) is { State: UpdateState.Withdrawn } before)
        {
            string other = Replacement.Of(before, edits.Updates[os]) ?? "yyyyMMdd";
            string kernel = there.Kernel is { } old ? $" --kernel {old}" : string.Empty;
            edits.Report(FederationEditDiagnostics.Withdrawn, there.Location,
                $"{site} had {there.Version} of {os} before, which is withdrawn. Keep the old kernel on another version: grif-errata freeze --site {site} --version {other}{kernel}.");
            return false;
        }

        return edits.Yaml.Remove("kernels", plan, "sites", row, "done");
    }

    /// <summary>Warns where a site that has moved gets a version before the plan's: a stage was skipped, or something else keeps it.</summary>
    private static void WarnOfLower(FederationEdits edits, int plan, int row, DateOnly date)
    {
        FederationDefinition federation = edits.Federation;
        KernelPlan planned = federation.Kernels[plan];
        KernelPlanSite moved = planned.Sites[row];
        FederationDefinition after = federation with { Kernels = federation.Kernels.SetItem(plan, planned with { Sites = planned.Sites.SetItem(row, moved with { Done = date }) }) };
        SelectedVersion gets = new FederationResolution(after, date).Resolve(string.Empty, moved.Site, planned.Os);
        if (UpdateVersionName.Compare(gets.Version, planned.Version) >= 0) return;
        string why = gets.Freeze is { } freeze ? $"is frozen on {gets.Version} ({freeze.Reason}). Unfreeze it"
            : gets.Source == SelectionSource.Site ? $"has {gets.Version} by its own choice (`stay`, `lag` or `early`). Change that in its entry"
            : $"gets {gets.Version} from the stage {gets.Stage}. Promote {planned.Version} to {gets.Stage}";
        edits.Report(FederationEditDiagnostics.MovedToLower, moved.Location,
            $"{moved.Site} is noted as moved to kernel {planned.Kernel}, but {why}, or its machines do not get {planned.Version}, which sets that kernel.");
    }

    private static (int Plan, int Row)? Row(FederationEdits edits, string os, string site, bool done)
    {
        if (!edits.KnowsOs(os) || !edits.KnowsSite(site)) return null;
        for (int plan = edits.Federation.Kernels.Length - 1; plan >= 0; plan--)
        {
            KernelPlan there = edits.Federation.Kernels[plan];
            int row = there.Os == os ? there.Sites.Select(s => s.Site).ToList().IndexOf(site) : -1;
            if (row < 0) continue;
            if (there.Sites[row].Done is not null == done) return (plan, row);

            // What a later plan keeps it on is what it had after the earlier ones, which are history.
            if (done) break;
        }

        edits.Report(FederationEditDiagnostics.Unknown, done
            ? $"{site} has not moved in the last kernel plan of {os} that names it. `grif-errata kernel status` shows the plans."
            : $"No open kernel plan of {os} waits for {site}. `grif-errata kernel status` shows the plans.");
        return null;
    }
}
