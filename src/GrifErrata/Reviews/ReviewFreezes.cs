using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Federation;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Reviews;

/// <summary>The freezes that keep a version from machines.</summary>
internal static class ReviewFreezes
{
    public static ReviewTable Of(VersionStep step, ReviewFederation? federation) => ReviewTable.Of(
        "Freezes touched",
        "These stay on another version or kernel, and the fixes held back do not reach them: ask the owner whether they still must.",
        "frozen|site|version|kernel|until|owner|reason|held back",
        (federation?.Freezes(step.Errata.Os.Name) ?? []).Where(f => IsTouched(step.After, f.Freeze))
            .OrderBy(f => f.Host is null).ThenBy(f => f.Host ?? f.Site, StringComparer.Ordinal)
            .Select(f => ReviewRisks.Row(
                f.Host ?? $"site {f.Site}", f.Site ?? string.Empty, f.Freeze.Version, f.Freeze.Kernel ?? string.Empty, Until(f.Freeze), f.Freeze.Owner, f.Freeze.Reason,
                HeldBack(step, f.Freeze.Version))));

    public static string Until(SelectedFreeze freeze) => freeze.Until is { } day ? UtcText.Day(day) : "no day";

    private static bool IsTouched(UpdateVersion version, SelectedFreeze freeze) =>
        freeze.Version != version.Name || (freeze.Kernel is { } kernel && kernel != version.Definition.Kernel?.Version);

    private static string HeldBack(VersionStep step, string frozen)
    {
        if (frozen == step.After.Name) return "the kernel";
        if (step.Versions.FirstOrDefault(v => v.Name == frozen) is not { } version) return string.Empty;
        ImmutableArray<PackageChange> changes = [.. UpdateComparison.Compare(step.Errata, version, step.After).Where(c => !ReviewRisks.IsAsShipped(c))];
        int advisories = changes.SelectMany(c => c.Advisories).DistinctBy(a => a.Id).Count();
        return string.Create(CultureInfo.InvariantCulture, $"packages: {changes.Length}, advisories: {advisories}");
    }
}
