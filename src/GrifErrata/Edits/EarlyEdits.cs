using GrifErrata.Federation;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Edits;

/// <summary>Gives one site a version before the rest of its stage, and forgets it once the stage has it.</summary>
internal static class EarlyEdits
{
    /// <summary>Whether the site can have the version before its stage; reports if not.</summary>
    public static bool Allowed(FederationEdits edits, PromotionRequest request, string site)
    {
        FederationDefinition federation = edits.Federation;
        if (federation.Sites.FirstOrDefault(s => s.Name == site) is not { } known)
        {
            edits.Report(FederationEditDiagnostics.Unknown, $"There is no site {site}; there are: {string.Join(", ", federation.Sites.Select(s => s.Name))}.");
            return false;
        }

        if (known.Stage != request.Stage)
        {
            edits.Report(FederationEditDiagnostics.EarlyStage, known.Location,
                $"The site {site} follows {known.Stage}, not {request.Stage}. Promote with --to {known.Stage}, or name a site that follows {request.Stage}.");
            return false;
        }

        string? choice = known.Stays.Any(s => s.Os == request.Os) ? "stay" : known.Lags.Any(l => l.Os == request.Os) ? "lag" : null;
        if (choice is not null)
        {
            edits.Report(FederationEditDiagnostics.EarlyChoice, known.Location,
                $"The site {site} has `{choice}` for {request.Os}, which would hide the version. Remove `{choice}` first.");
            return false;
        }

        (string? followed, SelectionSource source) = new FederationResolution(federation, request.Date).Followed(request.Stage, request.Os);
        if (UpdateVersionName.Compare(request.Version, followed) <= 0)
        {
            string who = source == SelectionSource.Stage || request.Stage == FederationDefinition.DefaultStage
                ? $"{request.Stage} has" : $"{request.Stage} has no version of its own and so gets";
            edits.Report(FederationEditDiagnostics.EarlyLate,
                $"{who} {followed} of {request.Os} already; {site} cannot get {request.Version} before it. "
                + (HasEarly(known, request.Os) ? "To take back what it has early, remove `early` from its entry." : "Promote a higher version, or keep the site back with `stay`."));
            return false;
        }

        if (known.Earlies.Any(e => e.Os == request.Os && e.Version == request.Version))
        {
            edits.Report(FederationEditDiagnostics.Already, known.Location, $"{site} has {request.Version} of {request.Os} already.");
            return false;
        }

        return true;
    }

    /// <summary>Writes the version that the site has before its stage, and warns where something stronger hides it.</summary>
    public static bool Set(FederationEdits edits, PromotionRequest request, string site)
    {
        if (new FederationResolution(edits.Federation, request.Date).SiteFreeze(site, request.Os) is { } freeze)
        {
            edits.Report(FederationEditDiagnostics.EarlyFrozen, edits.Federation.Sites[IndexOf(edits.Federation, site)].Location,
                $"The site {site} stays on {freeze.Version} of {request.Os} ({freeze.Reason}), so {request.Version} has no effect there until that ends.");
        }

        return edits.Yaml.Set(YamlEditValue.Of(request.Version), "sites", IndexOf(edits.Federation, site), "early", request.Os);
    }

    /// <summary>Removes what the promotion of a whole stage makes obsolete.</summary>
    public static bool RemoveReached(FederationEdits edits, PromotionRequest request)
    {
        FederationDefinition federation = edits.Federation;
        bool OwnVersion(string stage) => federation.StageVersions.Any(v => v.Os == request.Os && v.Stage == stage);
        foreach (Site site in federation.Sites)
        {
            // A site whose stage has no version of the OS follows the default.
            bool follows = site.Stage == request.Stage || (request.Stage == FederationDefinition.DefaultStage && !OwnVersion(site.Stage));
            SiteEarly? early = site.Earlies.FirstOrDefault(e => e.Os == request.Os);
            if (!follows || early is null || UpdateVersionName.Compare(early.Version, request.Version) > 0) continue;
            int index = IndexOf(federation, site.Name);
            bool removed = site.Earlies.Length == 1
                ? edits.Yaml.Remove("sites", index, "early") : edits.Yaml.Remove("sites", index, "early", request.Os);
            if (!removed) return false;
        }

        return true;
    }

    private static bool HasEarly(Site site, string os) => site.Earlies.Any(e => e.Os == os);

    private static int IndexOf(FederationDefinition federation, string site) => federation.Sites.Select(s => s.Name).ToList().IndexOf(site);
}
