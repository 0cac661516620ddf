using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Time;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Edits;

/// <summary>A freeze that is asked for.</summary>
/// <param name="Host">The machine, or null.</param>
/// <param name="Site">The site, or null.</param>
/// <param name="All">Every site.</param>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Version">The version; null for what is selected now.</param>
/// <param name="Kernel">A kernel that stays too, or null.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Until">The last day.</param>
public sealed record FreezeRequest(string? Host, string? Site, bool All, string Os, string? Version, string? Kernel, string? Reason, string? Owner, DateOnly? Until);

/// <summary>Freezes machines and sites and lets them go.</summary>
public static class FreezeEdits
{
    /// <summary>Adds the freezes, or reports why not.</summary>
    /// <returns>Whether they were added.</returns>
    public static bool Freeze(FederationEdits edits, FreezeRequest request, DateOnly today)
    {
        if (!edits.KnowsOs(request.Os) || (request.Site is { } site && !edits.KnowsSite(site))) return false;
        string[] missing =
        [
            .. new[] { ("--reason", request.Reason), ("--owner", request.Owner), ("--until", request.Until?.ToString("o")) }
                .Where(p => string.IsNullOrWhiteSpace(p.Item2)).Select(p => p.Item1),
        ];
        if (missing.Length > 0)
        {
            edits.Report(FederationEditDiagnostics.FreezeIncomplete,
                $"The freeze lacks {string.Join(" and ", missing)}. A freeze without reason, owner and end is one that is forgotten: give all three.");
            return false;
        }

        if (request.Until < today)
        {
            edits.Report(FederationEditDiagnostics.FreezeIncomplete, $"The freeze would end on {UtcText.Day(request.Until!.Value)}, which is past. Give a later day with --until.");
            return false;
        }

        FederationResolution resolution = new(edits.Federation, today);
        (string? Host, string? Site)[] targets = request.All
            ? [.. edits.Federation.Sites.Select(s => ((string?)null, (string?)s.Name))] : [(request.Host, request.Site)];
        foreach ((string? host, string? target) in targets)
        {
            if (!Freeze(edits, request, resolution, host, target)) return false;
        }

        return true;
    }

    /// <summary>Removes the freezes of a machine, of a site or of every site, or reports that there is none.</summary>
    /// <returns>Whether at least one was removed.</returns>
    public static bool Unfreeze(FederationEdits edits, string? host, string? site, bool all, string os)
    {
        ImmutableArray<Freeze> freezes = edits.Federation.Freezes;
        bool any = false;
        for (int i = freezes.Length - 1; i >= 0; i--)
        {
            Freeze freeze = freezes[i];
            bool meant = freeze.Os == os && (all ? freeze.Site is not null : host is not null ? freeze.Host == host : freeze.Site == site);
            if (!meant) continue;
            if (!edits.Yaml.Remove("freezes", i)) return false;
            any = true;
        }

        if (!any) edits.Report(FederationEditDiagnostics.Unknown, $"{host ?? site ?? "No site"} has no freeze of {os}. `grif-errata freezes` lists those that are.");
        return any;
    }

    private static bool Freeze(FederationEdits edits, FreezeRequest request, FederationResolution resolution, string? host, string? site)
    {
        string who = host ?? site!;
        if (edits.Federation.Freezes.Any(f => f.Host == host && f.Site == site && f.Os == request.Os))
        {
            edits.Report(FederationEditDiagnostics.Already, $"{who} is frozen already. `grif-errata unfreeze` it first.");
            return false;
        }

        string? version = request.Version ?? resolution.Resolve(host ?? string.Empty, site ?? resolution.SiteOf(host!)?.Name, request.Os).Version;
        if (version is null)
        {
            edits.Report(FederationEditDiagnostics.Unknown, $"{who} has no version of {request.Os} now. Name one with --version.");
            return false;
        }

        if (edits.Find(request.Os, version) is not { } update) return false;
        if (update.State == UpdateState.Withdrawn)
        {
            string instead = Replacement.Of(update, edits.Updates[request.Os]) is { } other ? $"Name {other}, which replaces it, with --version." : "Name another with --version.";
            edits.Report(FederationEditDiagnostics.Withdrawn, update.Location, $"{version} of {request.Os} is withdrawn; nothing is frozen on it. {instead}");
            return false;
        }

        if (update.State == UpdateState.Draft)
        {
            edits.Report(FederationEditDiagnostics.Draft, update.Location, $"{who} would stay on {version} of {request.Os}, a draft that may still change; nothing is frozen on it. Name another with --version.");
            return false;
        }

        return edits.Yaml.Append(YamlEditValue.Of(
            ("host", host), ("site", site), ("os", request.Os), ("version", version), ("kernel", request.Kernel),
            ("reason", request.Reason), ("owner", request.Owner), ("until", UtcText.Day(request.Until!.Value))), "freezes");
    }
}
