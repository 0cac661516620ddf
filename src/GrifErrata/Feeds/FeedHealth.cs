using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Sources;

namespace GrifErrata.Feeds;

/// <summary>How well a feed is: what it holds and what is doubtful about it.</summary>
/// <param name="Advisories">Number of different ids.</param>
public sealed record FeedHealth(int Advisories)
{
    /// <summary>Number of packages that the repository has; null where the feed is no repository that can be read.</summary>
    public int? Packages { get; init; }

    /// <summary>Advisories by type; each type once, in the order of <see cref="AdvisoryType"/>.</summary>
    public ImmutableArray<(AdvisoryType Type, int Count)> Types { get; init; } = [];

    /// <summary>Advisories by severity, the worst first.</summary>
    public ImmutableArray<(AdvisorySeverity Severity, int Count)> Severities { get; init; } = [];

    /// <summary>The oldest date, UTC.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>The newest date, UTC.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>Ids of advisories without any date.</summary>
    public ImmutableArray<string> Undated { get; init; } = [];

    /// <summary>Ids that occur more than once.</summary>
    public ImmutableArray<string> Duplicates { get; init; } = [];

    /// <summary>Ids of advisories that list no package.</summary>
    public ImmutableArray<string> WithoutPackages { get; init; } = [];

    /// <summary>Packages whose epoch the feed does not give, with the id before each.</summary>
    public ImmutableArray<string> MissingEpochs { get; init; } = [];

    /// <summary>Packages that the repository does not hold, with the id before each; source packages and debuginfo are not expected there. Empty where there is no repository.</summary>
    public ImmutableArray<string> NotHeld { get; init; } = [];

    /// <summary>
    /// Packages that look modular (<c>.module+el8</c>, <c>.module_el8</c>) but for which neither the feed nor the repository's modules.yaml names a
    /// stream, with the id before each.
    /// </summary>
    public ImmutableArray<string> WithoutStream { get; init; } = [];

    /// <summary>Reads a feed and tells how it is.</summary>
    /// <param name="path">A repository's folder, a folder of advisories, or a file.</param>
    /// <param name="diagnostics">Takes what the readers report, and GE1820 for a feed without advisories.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static FeedHealth Of(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(path, diagnostics, cancellationToken);
        Repository? repository = RepodataFolder.Is(path) && new RepodataReader().ReadIndex(path, [])?.Find("primary") is not null
            ? Repository.Merge(new RepodataReader().ReadPackages(path, diagnostics, cancellationToken), diagnostics)
            : null;
        if (advisories.Count == 0 && !diagnostics.HasErrors)
            diagnostics.Add(FeedDiagnostics.NoAdvisories, new(path), "The feed has 0 advisories. Check that it is the right one and was fetched whole.");
        ModuleMetadata modules = RepodataFolder.Is(path) ? new RepodataReader().ReadModules(path, diagnostics, cancellationToken) : ModuleMetadata.Empty;
        return Of(advisories, repository, new ModularPackages(modules));
    }

    private static FeedHealth Of(IReadOnlyList<Advisory> advisories, Repository? repository, ModularPackages modular)
    {
        List<IGrouping<string, Advisory>> ids = [.. advisories.GroupBy(a => a.Id, StringComparer.Ordinal)];
        List<Advisory> firsts = [.. ids.Select(g => g.First())];
        List<(string Id, AdvisoryPackage Package)> packages = [.. advisories.SelectMany(a => a.Packages.Select(p => (a.Id, p)))];
        return new FeedHealth(ids.Count)
        {
            Packages = repository?.Packages.Length,
            Types = [.. firsts.GroupBy(a => a.Type).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))],
            Severities = [.. firsts.GroupBy(a => a.Severity).OrderByDescending(g => g.Key).Select(g => (g.Key, g.Count()))],
            Oldest = advisories.Min(a => a.Date),
            Newest = advisories.Max(a => a.Date),
            Undated = Ordered(firsts.Where(a => a.Date is null).Select(a => a.Id)),
            Duplicates = Ordered(ids.Where(g => g.Count() > 1).Select(g => g.Key)),
            WithoutPackages = Ordered(ids.Where(g => g.All(a => a.Packages.IsEmpty)).Select(g => g.Key)),
            MissingEpochs = Named(packages.Where(p => p.Package.Nevra.Evr.Epoch is null)),
            NotHeld = repository is null ? [] : Named(packages.Where(p => IsExpected(p.Package) && !IsHeld(repository, p.Package))),
            WithoutStream = Named(packages.Where(p => p.Package.Modules.IsEmpty
                && ModularPackages.SaysModular(p.Package.Nevra.Evr.Release) && modular.StreamsOf(p.Package.Nevra).IsEmpty)),
        };
    }

    private static bool IsExpected(AdvisoryPackage package) => package.Nevra.Arch is not ("src" or "nosrc")
        && !package.Nevra.Name.Contains("-debuginfo", StringComparison.Ordinal) && !package.Nevra.Name.Contains("-debugsource", StringComparison.Ordinal);

    private static bool IsHeld(Repository repository, AdvisoryPackage package) => package.Nevra.Arch.Length > 0
        ? repository.Contains(package.Nevra)
        : repository.NamesAndArchitectures.Any(n => n.Name == package.Nevra.Name && repository.Contains(package.Nevra with { Arch = n.Arch }));

    private static ImmutableArray<string> Ordered(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];

    private static ImmutableArray<string> Named(IEnumerable<(string Id, AdvisoryPackage Package)> packages) =>
        Ordered(packages.Select(p => $"{p.Id} {p.Package.Nevra}").Distinct(StringComparer.Ordinal));
}
