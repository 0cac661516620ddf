using System.Globalization;
using System.Text.RegularExpressions;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>The part of an RPM's release that says for which release of a distribution it was built: <c>el5_5</c>, <c>sl5</c>, <c>el8</c>, <c>fc12</c>.</summary>
internal static partial class ReleaseTag
{
    /// <summary>The major number of the tag, <c>5</c> for <c>49.el5_5.7</c> and for <c>43.sl5.3</c>; null where there is no tag.</summary>
    public static int? Major(string release)
    {
        Match match = Tag().Match(release);
        return match.Success ? int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>
    /// Of builds of one package for several releases of a distribution those of the repositories' own release (cefs #37: el7 and el8 under
    /// one id); all where nothing says which that is, or none is of it.
    /// </summary>
    public static IEnumerable<Nevra> OfRelease(IEnumerable<Nevra> nevras, IReadOnlyList<Repository> repositories) =>
        nevras.GroupBy(n => (n.Name, n.Arch)).SelectMany(builds => OfOwn([.. builds], repositories));

    private static List<Nevra> OfOwn(List<Nevra> builds, IReadOnlyList<Repository> repositories)
    {
        if (builds.Count < 2 || builds.Select(n => Major(n.Evr.Release)).OfType<int>().Distinct().Take(2).Count() < 2) return builds;
        HashSet<int> ours = [];
        foreach (Repository repository in repositories)
        {
            foreach (Package build in repository.Builds(builds[0].Name, builds[0].Arch))
            {
                if (Major(build.Nevra.Evr.Release) is { } major) ours.Add(major);
            }
        }

        List<Nevra> kept = [.. builds.Where(n => Major(n.Evr.Release) is not { } major || ours.Contains(major))];
        return kept.Exists(n => Major(n.Evr.Release) is not null) ? kept : builds;
    }

    [GeneratedRegex("(?:^|[.+_-])(?:el|sl|fc|rhel)(?<major>[0-9]{1,2})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
