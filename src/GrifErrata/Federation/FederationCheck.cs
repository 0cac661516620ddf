using GrifErrata.Diagnostics;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Federation;

/// <summary>Holds a federation against the update versions and against the day.</summary>
public static class FederationCheck
{
    /// <summary>Days before its end from which on a freeze is warned of.</summary>
    public const int WarningDays = 14;

    /// <summary>Checks what is selected, and that freezes and kernel plans are not forgotten.</summary>
    /// <param name="federation">A federation without errors in itself.</param>
    /// <param name="definitions">The definitions of each OS, by the name of its folder.</param>
    /// <param name="today">The day against which ends and deadlines are held.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static void Check(
        FederationDefinition federation, IReadOnlyDictionary<string, IReadOnlyList<UpdateDefinition>> definitions, DateOnly today, DiagnosticBag diagnostics)
    {
        FederationResolution resolution = new(federation, today);
        foreach (StageVersion stage in federation.StageVersions)
        {
            CheckVersion(definitions, stage.Os, stage.Version, stage.Location, $"the stage {stage.Stage}", stage.Stage == federation.Stages[0], diagnostics);
        }

        foreach (Site site in federation.Sites)
        {
            foreach (SiteStay stay in site.Stays)
                CheckVersion(definitions, stay.Os, stay.Version, stay.Location, $"the site {site.Name}", mayBeDraft: false, diagnostics);
            foreach (SiteEarly early in site.Earlies)
                CheckVersion(definitions, early.Os, early.Version, early.Location, $"the site {site.Name}", site.Stage == federation.Stages[0], diagnostics);
            foreach (SiteLag lag in site.Lags) CheckLag(federation, resolution, definitions, site, lag, diagnostics);
        }

        foreach (Freeze freeze in federation.Freezes)
        {
            CheckVersion(definitions, freeze.Os, freeze.Version, freeze.Location, $"the freeze of {freeze.Host ?? freeze.Site}", mayBeDraft: false, diagnostics);
            CheckEnd(freeze, today, diagnostics);
        }

        foreach (KernelPlan plan in federation.Kernels)
        {
            // A plan that all sites have done is history and selects nothing.
            List<KernelPlanSite> open = [.. plan.Sites.Where(s => s.Done is null)];
            if (open.Count == 0) KnownOs(definitions, plan.Os, plan.Location, diagnostics);
            else CheckVersion(definitions, plan.Os, plan.Version, plan.Location, $"the plan of kernel {plan.Kernel}", mayBeDraft: true, diagnostics);
            foreach (KernelPlanSite site in open)
            {
                bool first = federation.Sites.FirstOrDefault(s => s.Name == site.Site)?.Stage == federation.Stages[0];
                CheckVersion(definitions, plan.Os, site.Version, site.Location, $"the kernel plan of {site.Site}", mayBeDraft: first, diagnostics);
            }

            if (plan.Deadline is not null && plan.Deadline < today && open.Count > 0)
            {
                diagnostics.Add(FederationDiagnostics.KernelOverdue, plan.Location,
                    $"The plan of kernel {plan.Kernel} for {plan.Os} ended on {UtcText.Day(plan.Deadline.Value)}; still on the old kernel: {string.Join(", ", open.Select(s => s.Site))}. "
                    + "Move these sites, or set a new deadline.");
            }
        }
    }

    private static void CheckEnd(Freeze freeze, DateOnly today, DiagnosticBag diagnostics)
    {
        string what = $"The freeze of {freeze.Host ?? freeze.Site} on {freeze.Version} ({freeze.Reason}; {freeze.Owner})";
        if (freeze.Until < today)
        {
            diagnostics.Add(FederationDiagnostics.FreezeExpired, freeze.Location,
                $"{what} ended on {UtcText.Day(freeze.Until)}. Take it out, or give it a new end with a reason that still holds.");
        }
        else if (freeze.Until < today.AddDays(WarningDays))
        {
            diagnostics.Add(FederationDiagnostics.FreezeEnds, freeze.Location, $"{what} ends on {UtcText.Day(freeze.Until)}; after that day the build fails.");
        }
    }

    /// <summary>What a site has that lags behind changes by the day alone, so it is looked up like any machine's.</summary>
    private static void CheckLag(
        FederationDefinition federation, FederationResolution resolution, IReadOnlyDictionary<string, IReadOnlyList<UpdateDefinition>> definitions,
        Site site, SiteLag lag, DiagnosticBag diagnostics)
    {
        if (!KnownOs(definitions, lag.Os, lag.Location, diagnostics) || resolution.SiteFreeze(site.Name, lag.Os) is not null) return;
        if (resolution.SiteChoice(site.Name, lag.Os) is not { } version) return;
        CheckVersion(definitions, lag.Os, version, lag.Location, $"the site {site.Name}, {lag.Days} days after {site.Stage},",
            site.Stage == federation.Stages[0], diagnostics);
    }

    private static void CheckVersion(
        IReadOnlyDictionary<string, IReadOnlyList<UpdateDefinition>> definitions, string os, string version, SourceLocation location, string who,
        bool mayBeDraft, DiagnosticBag diagnostics)
    {
        if (!KnownOs(definitions, os, location, diagnostics)) return;
        UpdateDefinition? definition = definitions[os].FirstOrDefault(d => d.Version == version);
        if (definition is null)
        {
            diagnostics.Add(FederationDiagnostics.VersionMissing, location,
                $"{Upper(who)} selects {version}, which {os} does not have. The last are: {string.Join(", ", definitions[os].Select(d => d.Version).Order(StringComparer.Ordinal).TakeLast(6))}.");
        }
        else if (definition.State == UpdateState.Withdrawn)
        {
            string what = Replacement.Of(definition, definitions[os]) is { } other
                ? $"Select {other}, which replaces it."
                : "Select another version; its definition names none that replaces it.";
            diagnostics.Add(FederationDiagnostics.VersionWithdrawn, location, $"{Upper(who)} selects {version} of {os}, which is withdrawn. {what}");
        }
        else if (definition.State == UpdateState.Draft && !mayBeDraft)
        {
            diagnostics.Add(FederationDiagnostics.VersionDraft, location,
                $"{Upper(who)} selects {version} of {os}, which is a draft and may still change. Only the first stage may; release it (state: released) first.");
        }
    }

    private static bool KnownOs(
        IReadOnlyDictionary<string, IReadOnlyList<UpdateDefinition>> definitions, string os, SourceLocation location, DiagnosticBag diagnostics)
    {
        if (definitions.ContainsKey(os)) return true;
        diagnostics.Add(FederationDiagnostics.Unknown, location,
            $"There is no OS `{os}`; there are: {string.Join(", ", definitions.Keys.Order(StringComparer.Ordinal))}. An OS is named by its folder.");
        return false;
    }

    private static string Upper(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}
