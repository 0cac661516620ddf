using System.Collections.Immutable;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Rpm;
using GrifErrata.Time;

namespace GrifErrata.Updates;

/// <summary>The comment of a new definition: the security advisories since the last cutoff, the most severe first.</summary>
internal static class NextUpdateAdvisories
{
    private const int MostNames = 8;

    /// <summary>Appends the comment.</summary>
    /// <param name="text">Takes it.</param>
    /// <param name="errata">The facts.</param>
    /// <param name="previous">The version before; null for an OS's first version.</param>
    /// <param name="monthly">The newest monthly version up to that one, whose cutoff is the start; null for an OS's first.</param>
    /// <param name="cutoff">The new version's cutoff: what can be deployed up to then.</param>
    public static void Append(StringBuilder text, OsErrata errata, UpdateVersion? previous, UpdateVersion? monthly, DateTimeOffset cutoff)
    {
        DateTimeOffset? start = monthly?.Definition.Cutoff;
        Fixes fixes = Fixes.Of(errata.Advisories, [errata.Errata, errata.Base], []);
        Dictionary<(string, string), Evr> there = previous is null ? [] : previous.Packages.Concat(previous.Held).ToDictionary(p => (p.Nevra.Name, p.Nevra.Arch), p => p.Nevra.Evr);
        FixScope scope = new(errata, fixes, null, (name, arch) => there.TryGetValue((name, arch), out Evr evr) ? evr : null);
        ImmutableArray<Advisory> since =
        [
            .. errata.Advisories.Where(a => a.Type == AdvisoryType.Security && (start is null || a.Date > start))
                .Where(a => !(a.Date <= previous?.Definition.Cutoff) || IsOpen(a))
                .OrderByDescending(a => a.Severity).ThenBy(a => a.Date).ThenBy(a => a.Id, StringComparer.Ordinal),
        ];
        string without = monthly is not null && previous!.Name != monthly.Name ? $", without those that {previous.Name} fixes" : string.Empty;
        YamlComment.Line(text, monthly is null
            ? $"Security advisories of {errata.Os.Name}: {since.Length}."
            : $"Security advisories since {UtcText.Second(start!.Value)}, the cutoff of {monthly.Name}{without}: {since.Length}.");
        foreach (IGrouping<AdvisorySeverity, Advisory> group in since.GroupBy(a => a.Severity))
        {
            YamlComment.Line(text, string.Empty);
            YamlComment.Line(text, group.Key == AdvisorySeverity.Unknown ? "severity unknown" : group.Key.ToString().ToLowerInvariant());
            foreach (Advisory advisory in group) AppendOne(text, errata, fixes, scope, advisory, cutoff);
        }

        // Of the time that the version before covers, what it does not fix: an unscheduled version takes only what it names.
        bool IsOpen(Advisory advisory) => fixes.Of(advisory).Any(f => scope.IsOfOs(f) && !scope.IsFixed(f));
    }

    /// <summary>Says that a version on which the new one could have built was taken back.</summary>
    public static void AppendWithdrawn(StringBuilder text, UpdateDefinition withdrawn, OsErrata errata)
    {
        string other = Replacement.Of(withdrawn, errata.Updates) is { } replacement ? $"replaced by {replacement}" : "not replaced";
        YamlComment.Wrapped(text, 0, $"{withdrawn.Version} is withdrawn and {other}: {withdrawn.WithdrawnReason ?? "no reason is written"}");
    }

    private static void AppendOne(
        StringBuilder text, OsErrata errata, Fixes fixes, FixScope scope, Advisory advisory, DateTimeOffset cutoff)
    {
        string date = advisory.Date is { } day ? UtcText.Day(day) : "no date";
        YamlComment.Wrapped(text, 2, $"{advisory.Id} {date} {string.Join(' ', advisory.Cves)}".TrimEnd());
        List<Fix> ofOs = [.. fixes.Of(advisory).Where(scope.IsOfOs)];
        string names = Names(ofOs.Count > 0 ? ofOs.Select(f => f.Name) : advisory.Packages.Select(p => p.Nevra.Name));
        YamlComment.Wrapped(text, 4, $"{names}: {State(errata, scope, ofOs, advisory, cutoff)}");
    }

    private static string State(OsErrata errata, FixScope scope, List<Fix> ofOs, Advisory advisory, DateTimeOffset cutoff)
    {
        string late = advisory.Date > cutoff ? "; after the cutoff" : string.Empty;
        if (ofOs.Count == 0) return "not a package of this OS" + late;
        if (ofOs.TrueForAll(f => errata.Os.Kernel.Holds(f.Name))) return "kernel, held" + late;
        List<Fix> open = [.. ofOs.Where(f => !scope.ArchesOf(f).All(arch => scope.IsShipped(f, arch)))];
        if (open.Count == 0) return "in the OS release already" + late;
        List<Fix> lacking = [.. open.Where(f => !IsDeployable(f, cutoff))];
        if (lacking.Count == 0) return "deployable" + late;
        bool soon = lacking.TrueForAll(f => IsDeployable(f, null));
        string what = soon ? "built after the cutoff" : "no deployable package";
        return (lacking.Count == open.Count ? what : $"{what} for {Names(lacking.Select(f => $"{f.Name}.{f.Arch}"))}") + late;

        bool IsDeployable(Fix fix, DateTimeOffset? upTo) => scope.ArchesOf(fix)
            .All(arch => scope.IsShipped(fix, arch) || (errata.Errata.Newest(fix.Name, arch, upTo) is { } build && fix.IsIn(build.Nevra.Evr)));
    }

    private static string Names(IEnumerable<string> names)
    {
        List<string> all = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return all.Count == 0
            ? "no packages"
            : string.Join(", ", all.Take(MostNames)) + (all.Count > MostNames ? $" and {all.Count - MostNames} more" : string.Empty);
    }
}
