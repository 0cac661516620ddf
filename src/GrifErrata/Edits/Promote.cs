using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Time;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Edits;

/// <summary>A version that is to come to a stage.</summary>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Version">Update version.</param>
/// <param name="Stage">Stage.</param>
/// <param name="Date">The day that the history says.</param>
/// <param name="Reason">Why a stage is skipped, or null.</param>
/// <param name="Release">Whether a draft becomes released with it.</param>
/// <param name="Site">The one site of the stage that gets it, before the rest; null for the whole stage.</param>
public sealed record PromotionRequest(
    string Os, string Version, string Stage, DateOnly Date, string? Reason = null, bool Release = false, string? Site = null);

/// <summary>Gives a stage, or one of its sites before the rest, a version: no stage is skipped without a reason, no draft comes beyond the first, nothing withdrawn anywhere.</summary>
public static class Promote
{
    /// <summary>Makes the change, or reports why not.</summary>
    /// <returns>Whether it was made.</returns>
    public static bool Apply(FederationEdits edits, PromotionRequest request)
    {
        if (edits.Find(request.Os, request.Version) is not { } update || !Allowed(edits, update, request)) return false;
        WarnOfLower(edits, request);
        bool isDefault = request.Stage == FederationDefinition.DefaultStage && request.Site is null;
        if (update.State == UpdateState.Draft && (isDefault || request.Release) && !edits.Update(update).Set(YamlEditValue.Of("released"), "state")) return false;
        bool written = request.Site is { } site
            ? EarlyEdits.Set(edits, request, site)
            : edits.Yaml.Set(YamlEditValue.Of(request.Version), "os", request.Os, request.Stage) && EarlyEdits.RemoveReached(edits, request);
        return written && edits.Yaml.Append(YamlEditValue.Of(
            ("date", UtcText.Day(request.Date)), ("os", request.Os), ("stage", request.Stage), ("version", request.Version), ("site", request.Site),
            ("before", Before(edits.Federation, request)), ("reason", request.Reason)), "history");
    }

    // Going back is allowed, and is what a version that breaks something may need; but it must not happen by a mistyped day.
    private static void WarnOfLower(FederationEdits edits, PromotionRequest request)
    {
        if (request.Site is not null || Selected(edits.Federation, request.Os, request.Stage) is not { } now || UpdateVersionName.Compare(request.Version, now) > 0) return;
        bool isWithdrawn = edits.Updates[request.Os].FirstOrDefault(u => u.Version == now)?.State == UpdateState.Withdrawn;
        if (isWithdrawn) return;
        edits.Report(FederationEditDiagnostics.GoesBack,
            $"{request.Stage} goes back from {now} to {request.Version} of {request.Os}: its machines get older packages, and fixes leave them. If {now} is bad, also run `grif-errata withdraw`.");
    }

    /// <summary>What the stage had, if a site lags behind it and no earlier promotion says it: a federation may begin with versions but no history.</summary>
    private static string? Before(FederationDefinition federation, PromotionRequest request) =>
        request.Site is null
        && federation.Sites.Any(s => s.Stage == request.Stage && s.Lags.Any(l => l.Os == request.Os))
        && !federation.History.Any(p => p.Os == request.Os && p.Stage == request.Stage && p.Site is null)
            ? Selected(federation, request.Os, request.Stage) : null;

    private static bool Allowed(FederationEdits edits, UpdateDefinition update, PromotionRequest request)
    {
        ImmutableArray<string> stages = edits.Federation.Stages;
        int stage = stages.IndexOf(request.Stage);
        if (stage < 0)
        {
            edits.Report(FederationEditDiagnostics.Unknown, $"There is no stage {request.Stage}; there are: {string.Join(", ", stages)}.");
            return false;
        }

        if (update.State == UpdateState.Withdrawn)
        {
            string instead = Replacement.Of(update, edits.Updates[request.Os]) is { } other ? $" Promote {other}, which replaces it." : " Promote a version that is not.";
            edits.Report(FederationEditDiagnostics.Withdrawn, update.Location, $"{request.Version} of {request.Os} is withdrawn ({update.WithdrawnReason ?? "no reason is written"}).{instead}");
            return false;
        }

        if (request.Site is { } site)
        {
            if (!EarlyEdits.Allowed(edits, request, site)) return false;
        }
        else if (Selected(edits.Federation, request.Os, request.Stage) == request.Version)
        {
            edits.Report(FederationEditDiagnostics.Already, $"{request.Stage} has {request.Version} of {request.Os} already.");
            return false;
        }

        // What the stage before has, or had, were it one of its sites only: a stage may have moved on meanwhile.
        string? before = stage == 0 ? null : stages[stage - 1];
        bool passed = before is null || Selected(edits.Federation, request.Os, before) == request.Version
            || edits.Federation.History.Any(p => p.Os == request.Os && p.Stage == before && p.Version == request.Version);
        if (!passed && string.IsNullOrWhiteSpace(request.Reason))
        {
            edits.Report(FederationEditDiagnostics.StageSkipped,
                $"{request.Version} of {request.Os} was not in {before}, the stage before {request.Stage}. Promote it there first, or say with --reason why that stage is skipped.");
            return false;
        }

        if (update.State == UpdateState.Draft && stage > 0 && !request.Release
            && (request.Stage != FederationDefinition.DefaultStage || request.Site is not null))
        {
            edits.Report(FederationEditDiagnostics.Draft, update.Location,
                $"{request.Version} of {request.Os} is a draft, which only {stages[0]} may have. If its files are final, add --release: it becomes released and never changes again.");
            return false;
        }

        return true;
    }

    private static string? Selected(FederationDefinition federation, string os, string stage) =>
        federation.StageVersions.FirstOrDefault(v => v.Os == os && v.Stage == stage)?.Version;
}
