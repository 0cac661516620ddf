using System.Collections.Immutable;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Time;

namespace GrifErrata.Updates;

/// <summary>The comment of a new definition: the security advisories since the last cutoff, the most severe first.</summary>
internal static class NextUpdateAdvisories
{
    private const int MostNames = 8;
    private const int Width = 118;

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
        ImmutableArray<Advisory> since =
        [
            .. errata.Advisories.Where(a => a.Type == AdvisoryType.Security && (start is null || a.Date > start))
                .Where(a => !(a.Date <= previous?.Definition.Cutoff) || IsOpen(a))
                .OrderByDescending(a => a.Severity).ThenBy(a => a.Date).ThenBy(a => a.Id, StringComparer.Ordinal),
        ];
        string without = monthly is not null && previous!.Name != monthly.Name ? $", without those that {previous.Name} fixes" : string.Empty;
        Line(text, monthly is null
            ? $"Security advisories of {errata.Os.Name}: {since.Length}."
            : $"Security advisories since {UtcText.Second(start!.Value)}, the cutoff of {monthly.Name}{without}: {since.Length}.");
        foreach (IGrouping<AdvisorySeverity, Advisory> group in since.GroupBy(a => a.Severity))
        {
            Line(text, string.Empty);
            Line(text, group.Key == AdvisorySeverity.Unknown ? "severity unknown" : group.Key.ToString().ToLowerInvariant());
            foreach (Advisory advisory in group) AppendOne(text, errata, fixes, advisory, cutoff);
        }

        // Of the time that the version before covers, what it does not fix: an unscheduled version takes only what it names.
        bool IsOpen(Advisory advisory)
        {
            List<Fix> ofOs = OfOs(errata, fixes, advisory);
            return ofOs.Exists(f => !IsIn(f, errata.Base.Newest(f.Name, f.Arch))
                && !previous!.Packages.Concat(previous.Held).Any(p => p.Nevra.Name == f.Name && p.Nevra.Arch == f.Arch && f.IsIn(p.Nevra.Evr)));
        }
    }

    /// <summary>Says that a version on which the new one could have built was taken back.</summary>
    public static void AppendWithdrawn(StringBuilder text, UpdateDefinition withdrawn, OsErrata errata)
    {
        string other = Replacement.Of(withdrawn, errata.Updates) is { } replacement ? $"replaced by {replacement}" : "not replaced";
        Wrapped(text, 0, $"{withdrawn.Version} is withdrawn and {other}: {withdrawn.WithdrawnReason ?? "no reason is written"}");
    }

    private static void AppendOne(StringBuilder text, OsErrata errata, Fixes fixes, Advisory advisory, DateTimeOffset cutoff)
    {
        string date = advisory.Date is { } day ? UtcText.Day(day) : "no date";
        Wrapped(text, 2, $"{advisory.Id} {date} {string.Join(' ', advisory.Cves)}".TrimEnd());
        List<Fix> ofOs = OfOs(errata, fixes, advisory);
        string names = Names(ofOs.Count > 0 ? ofOs.Select(f => f.Name) : advisory.Packages.Select(p => p.Nevra.Name));
        Wrapped(text, 4, $"{names}: {State(errata, ofOs, advisory, cutoff)}");
    }

    private static List<Fix> OfOs(OsErrata errata, Fixes fixes, Advisory advisory)
    {
        ArchitectureSet architectures = ArchitectureSet.Of(errata.Os.Arch)!;
        return
        [
            .. fixes.Of(advisory).Where(f => architectures.Contains(f.Arch)
                && (errata.Base.Newest(f.Name, f.Arch) is not null || errata.Errata.Newest(f.Name, f.Arch) is not null)),
        ];
    }

    private static string State(OsErrata errata, List<Fix> ofOs, Advisory advisory, DateTimeOffset cutoff)
    {
        string late = advisory.Date > cutoff ? "; after the cutoff" : string.Empty;
        if (ofOs.Count == 0) return "not a package of this OS" + late;
        if (ofOs.TrueForAll(f => errata.Os.Kernel.Holds(f.Name))) return "kernel, held" + late;
        List<Fix> open = [.. ofOs.Where(f => !IsIn(f, errata.Base.Newest(f.Name, f.Arch)))];
        if (open.Count == 0) return "in the OS release already" + late;
        List<Fix> lacking = [.. open.Where(f => !IsIn(f, errata.Errata.Newest(f.Name, f.Arch, cutoff)))];
        if (lacking.Count == 0) return "deployable" + late;
        bool soon = lacking.TrueForAll(f => IsIn(f, errata.Errata.Newest(f.Name, f.Arch)));
        string what = soon ? "built after the cutoff" : "no deployable package";
        return (lacking.Count == open.Count ? what : $"{what} for {Names(lacking.Select(f => $"{f.Name}.{f.Arch}"))}") + late;
    }

    private static bool IsIn(Fix fix, Package? build) => build is not null && fix.IsIn(build.Nevra.Evr);

    private static string Names(IEnumerable<string> names)
    {
        List<string> all = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return all.Count == 0
            ? "no packages"
            : string.Join(", ", all.Take(MostNames)) + (all.Count > MostNames ? $" and {all.Count - MostNames} more" : string.Empty);
    }

    private static void Wrapped(StringBuilder text, int indent, string words)
    {
        StringBuilder line = new(new string(' ', indent));
        foreach (string word in words.Split(' '))
        {
            if (line.Length + word.Length >= Width && line.Length > indent + 4)
            {
                Line(text, line.ToString().TrimEnd());
                line.Clear().Append(' ', indent + 4);
            }

            line.Append(word).Append(' ');
        }

        Line(text, line.ToString().TrimEnd());
    }

    /// <summary>A line of comment. What is not printable ASCII becomes <c>?</c>: a feed's text can never end the comment.</summary>
    private static void Line(StringBuilder text, string line)
    {
        text.Append('#');
        if (line.Length > 0) text.Append(' ');
        foreach (char c in line) text.Append(c is >= ' ' and <= '~' ? c : '?');
        text.Append('\n');
    }
}
