using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Sources;

namespace GrifErrata.Feeds;

/// <summary>What a copy of a feed holds.</summary>
/// <param name="Advisories">Each id, and whether it lists a package.</param>
/// <param name="Packages">Number of packages that the repository has.</param>
/// <param name="Newest">The newest date of an advisory, UTC.</param>
/// <param name="Made">When a repository's metadata was made, UTC; null where it does not say.</param>
/// <param name="HasUpdateInfo">Whether repomd.xml names an updateinfo; true for a feed that is no repository.</param>
internal sealed record FeedState(
    ImmutableSortedDictionary<string, bool> Advisories, int Packages, DateTimeOffset? Newest, DateTimeOffset? Made, bool HasUpdateInfo)
{
    /// <summary>Number of advisories without packages.</summary>
    public int WithoutPackages => Advisories.Count(a => !a.Value);

    /// <summary>Reads a copy of a feed: the folder of a repository, or a file.</summary>
    /// <returns>Null after an error.</returns>
    public static FeedState? Read(FeedDefinition feed, string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        FeedState state = feed.Type == FeedType.Repodata
            ? OfRepository(path, own, cancellationToken)
            : feed.Advisories == 0
                ? Of([], PackageSources.Read(path, own, cancellationToken).Count, null, true)
                : Of(AdvisorySources.Read(path, own, cancellationToken), 0, null, true);
        diagnostics.AddRange(own.Where(d => d.Severity == DiagnosticSeverity.Error));
        return own.HasErrors ? null : state;
    }

    private static FeedState OfRepository(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        RepodataReader reader = new();
        if (reader.ReadIndex(path, diagnostics) is not { } index) return Of([], 0, null, false);
        bool hasUpdateInfo = index.Find("updateinfo") is not null;
        IReadOnlyList<Advisory> advisories = hasUpdateInfo ? reader.ReadAdvisories(path, diagnostics, cancellationToken) : [];
        int packages = index.Find("primary") is not null ? reader.ReadPackages(path, diagnostics, cancellationToken).Count : 0;
        // Of modules nothing is counted, but a modules.yaml that cannot be read would leave modular advisories without their streams.
        _ = reader.ReadModules(path, diagnostics, cancellationToken);
        return Of(advisories, packages, index.Made, hasUpdateInfo);
    }

    private static FeedState Of(IReadOnlyList<Advisory> advisories, int packages, DateTimeOffset? made, bool hasUpdateInfo) => new(
        advisories.GroupBy(a => a.Id, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => g.Any(a => !a.Packages.IsEmpty), StringComparer.Ordinal),
        packages, advisories.Max(a => a.Date), made, hasUpdateInfo);
}
