using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Advisories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies;

/// <summary>Says with a problem which advisories its packages are there for, and what stays open on a machine that does without them.</summary>
public static class ProblemAdvisories
{
    private const int MostIds = 2, MostCves = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The problem with advisories beside the packages and open CVEs in the way out.</summary>
    /// <param name="problem">A problem of a check.</param>
    /// <param name="version">The update version that was checked.</param>
    /// <param name="profile">The machine's packages.</param>
    public static CheckFinding Describe(CheckProblem problem, UpdateVersion version, IReadOnlyCollection<Nevra> profile)
    {
        List<string> lines = [.. problem.Steps], ways = [];
        foreach (IGrouping<string, Nevra> same in problem.Locked.GroupBy(n => n.Name, StringComparer.Ordinal))
        {
            List<Advisory> open = [];
            foreach (Nevra nevra in same)
            {
                List<Advisory> own = [.. Of(nevra, version, profile)];
                open.AddRange(own);
                if (own.Count > 0) Name(lines, nevra, $" ({Some([.. own.Select(a => a.Id)], MostIds)})");
            }

            ways.Add(open.Count == 0 ? same.Key : $"{same.Key} (leaves {Some(Ids(open), MostCves)} open)");
        }

        string exclude = ways.Count == 1 ? $"exclude {ways[0]}" : $"exclude one of {string.Join(", ", ways)}";
        lines.Add(problem.Alternatives.IsEmpty ? $"The way out: {exclude}" : $"Either: {exclude}, or {string.Join("; and ", problem.Alternatives)}");
        return new(problem.Code, problem.Locked, [.. lines]);
    }

    // Newest first: the one for which the build was made leads.
    private static IEnumerable<Advisory> Of(Nevra nevra, UpdateVersion version, IReadOnlyCollection<Nevra> profile) => version.Packages
        .Where(p => p.Nevra.Name == nevra.Name && p.Nevra.Arch == nevra.Arch)
        .SelectMany(p => p.Advisories.Reverse()).Where(a => IsOpen(a, nevra, profile));

    // Without a fix of its own in the list, as for a source package's siblings, what the version says counts.
    private static bool IsOpen(Advisory advisory, Nevra nevra, IReadOnlyCollection<Nevra> profile)
    {
        List<AdvisoryPackage> fixes = [.. advisory.Packages.Where(p => p.Nevra.Name == nevra.Name && (p.Nevra.Arch.Length == 0 || p.Nevra.Arch == nevra.Arch)
            && Fix.Compare(p.Nevra.Evr, nevra.Evr) <= 0)];
        return fixes.Count == 0
            || profile.Any(i => i.Name == nevra.Name && i.Arch == nevra.Arch && fixes.Exists(f => Fix.Compare(i.Evr, f.Nevra.Evr) < 0));
    }

    private static List<string> Ids(IEnumerable<Advisory> advisories) =>
        [.. advisories.SelectMany(a => a.Cves is { IsEmpty: false } cves ? [.. cves] : (IEnumerable<string>)[a.Id]).Distinct(StringComparer.Ordinal)];

    private static string Some(List<string> words, int most) => words.Count <= most
        ? string.Join(", ", words)
        : $"{string.Join(", ", words.Take(most))} and {words.Count - most} more";

    // libfoo-2-1.x86_64 ends as foo-2-1.x86_64 does.
    private static void Name(List<string> lines, Nevra nevra, string words)
    {
        Regex whole = new($@"(?<![\w.+~^:-]){Regex.Escape(nevra.ToString())}(?![\w.+~^:-])", RegexOptions.CultureInvariant, Patience);
        for (int i = 0; i < lines.Count; i++)
        {
            if (whole.Match(lines[i]) is not { Success: true } match) continue;
            lines[i] = lines[i].Insert(match.Index + match.Length, words);
            return;
        }
    }
}
