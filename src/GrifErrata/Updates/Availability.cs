using GrifErrata.Advisories;
using GrifErrata.Repositories;

namespace GrifErrata.Updates;

/// <summary>
/// When a build became available. Publishers build a package days before they publish it, so a build that an advisory names
/// is not available before that advisory is issued: a version that was released in between must not see it afterwards.
/// </summary>
public static class Availability
{
    /// <summary>The packages with the later of their build time and the earliest date of an advisory that names exactly this build.</summary>
    /// <param name="errata">What can be deployed.</param>
    /// <param name="advisories">All advisories, of any kind.</param>
    public static Repository Apply(Repository errata, IEnumerable<Advisory> advisories)
    {
        Dictionary<(string Name, string Version, string Release, string Arch), DateTimeOffset> published = [];
        foreach (Advisory advisory in advisories) Publish(advisory);
        return Repository.Merge(errata.Packages.Select(Dated), []);

        // A list that was rewritten names its new builds from then on.
        void Publish(Advisory advisory)
        {
            if (advisory.Before is { } before) Publish(before);
            if ((advisory.Before is null ? advisory.Date : advisory.Updated ?? advisory.Date) is not { } date) return;
            foreach (AdvisoryPackage package in advisory.Packages)
            {
                (string, string, string, string) build = (package.Nevra.Name, package.Nevra.Evr.Version, package.Nevra.Evr.Release, package.Nevra.Arch);
                if (!published.TryGetValue(build, out DateTimeOffset earlier) || date < earlier) published[build] = date;
            }
        }

        Package Dated(Package package)
        {
            (string, string, string, string) build = (package.Nevra.Name, package.Nevra.Evr.Version, package.Nevra.Evr.Release, package.Nevra.Arch);
            return published.TryGetValue(build, out DateTimeOffset date) && !(package.BuildTime >= date) ? package with { BuildTime = date } : package;
        }
    }
}
