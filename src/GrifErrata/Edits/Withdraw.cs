using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Edits;

/// <summary>Takes a version back: its files stay, and the build fails where it is still selected.</summary>
public static class Withdraw
{
    /// <summary>Makes the change, or reports why not.</summary>
    /// <param name="edits">The input folder.</param>
    /// <param name="os">Name of the OS's folder.</param>
    /// <param name="version">The version that is withdrawn.</param>
    /// <param name="reason">Why, in one line.</param>
    /// <param name="replacedBy">The version that machines take instead.</param>
    /// <returns>Whether it was made.</returns>
    public static bool Apply(FederationEdits edits, string os, string version, string reason, string replacedBy)
    {
        if (edits.Find(os, version) is not { } update || edits.Find(os, replacedBy) is not { } other) return false;
        if (update.State == UpdateState.Withdrawn)
        {
            edits.Report(FederationEditDiagnostics.Already, update.Location, $"{version} of {os} is withdrawn already.");
            return false;
        }

        if (other.State == UpdateState.Withdrawn || other.Version == version)
        {
            edits.Report(FederationEditDiagnostics.Replacement, other.Location,
                $"{replacedBy} of {os} cannot replace {version}: it is {(other.Version == version ? "the same version" : "withdrawn itself")}. Name another with --replaced-by.");
            return false;
        }

        YamlEdit edit = edits.Update(update);
        return edit.Set(YamlEditValue.Of("withdrawn"), "state") && edit.Set(YamlEditValue.Of(reason), "withdrawn") && edit.Set(YamlEditValue.Of(replacedBy), "replacedBy");
    }

    /// <summary>Who selects a version on a day, in the words that a person reads.</summary>
    public static ImmutableArray<string> Selecting(FederationDefinition federation, string os, string version, DateOnly today)
    {
        FederationResolution resolution = new(federation, today);
        return
        [
            .. federation.StageVersions.Where(v => v.Os == os && v.Version == version).Select(v => $"the stage {v.Stage}"),
            .. federation.Sites.Where(s => s.Stays.Any(t => t.Os == os && t.Version == version)).Select(s => $"the site {s.Name}"),
            .. federation.Sites.Where(s => s.Earlies.Any(e => e.Os == os && e.Version == version)).Select(s => $"the site {s.Name}, before its stage"),
            .. federation.Sites.Where(s => s.Lags.Any(l => l.Os == os) && resolution.SiteFreeze(s.Name, os) is null && resolution.SiteChoice(s.Name, os) == version)
                .Select(s => $"the site {s.Name}, which lags behind"),
            .. federation.Freezes.Where(f => f.Os == os && f.Version == version).Select(f => $"the freeze of {f.Host ?? f.Site}"),
            .. federation.Kernels.Where(k => k.Os == os && k.Version == version && k.Sites.Any(s => s.Done is null)).Select(k => $"the plan of kernel {k.Kernel}"),
            .. federation.Kernels.Where(k => k.Os == os).SelectMany(k => k.Sites).Where(s => s.Done is null && s.Version == version).Select(s => $"the kernel plan of {s.Site}"),
        ];
    }
}
