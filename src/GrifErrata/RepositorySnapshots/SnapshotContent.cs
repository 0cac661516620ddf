using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>Which packages of which repository a snapshot has. Found before anything is written.</summary>
public sealed class SnapshotContent
{
    private const int MaxReported = 20;

    private readonly AllowedPackages _allowed;
    private readonly HashSet<(string Name, string Version, string Release, string Arch, int Epoch)> _kept = [];

    private SnapshotContent(SnapshotRequest request, AllowedPackages allowed, ImmutableArray<(SnapshotRepository, IReadOnlyList<Package>)> read)
    {
        _allowed = allowed;
        Request = request;
        Parts = [.. read.Select(r => Part(r.Item1, r.Item2))];
    }

    /// <summary>What it is made of.</summary>
    public SnapshotRequest Request { get; }

    /// <summary>Each repository with the packages that are kept, in the repository's order, and how many it has itself.</summary>
    public ImmutableArray<(SnapshotRepository Repository, ImmutableArray<Nevra> Kept, int All)> Parts { get; }

    /// <summary>Decides what a snapshot has.</summary>
    /// <param name="request">What it is made of.</param>
    /// <param name="diagnostics">Takes errors, GE1988 for a withdrawn version and GE1983 for what machines lock and no repository has.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null after an error.</returns>
    public static SnapshotContent? Find(SnapshotRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (request.Version.Definition is { State: UpdateState.Withdrawn } withdrawn)
        {
            string instead = Replacement.Of(withdrawn, request.Errata.Updates) is { } other ? $"Make one of {other}, which replaces it." : "Name a version that is not withdrawn.";
            diagnostics.Add(SnapshotDiagnostics.Withdrawn, withdrawn.Location, $"{withdrawn.Version} of {request.Errata.Os.Name} is withdrawn, so no snapshot of it is made. {instead}");
            return null;
        }

        ImmutableArray<(SnapshotRepository, IReadOnlyList<Package>)> read = Read(request.Repositories, request.Sources, diagnostics, cancellationToken);
        if (diagnostics.HasErrors) return null;
        PresentPackages present = new(read);
        ImmutableSortedDictionary<string, string> kernels = NamedKernels.Of(request.Version.Definition, request.Errata.Os.Name, request.Federation, request.Kernels);
        AllowedPackages allowed = new(request.Version, request.Errata.Os.Kernel, kernels.Keys.ToHashSet(StringComparer.Ordinal));
        foreach (Package package in request.Errata.Base.Packages) allowed.Add(package.Nevra);
        foreach ((_, IReadOnlyList<Package> packages) in read)
        {
            foreach (Package package in packages) allowed.Learn(package.Nevra);
        }

        ImmutableArray<(Nevra Nevra, SourceLocation Location)> locked = Locked(request);
        foreach ((Nevra nevra, _) in locked) allowed.Add(nevra);
        IReadOnlyList<Nevra> needed = NeededPackages.Find(
            request.Table, request.Version, request.Errata.Os, locked.Select(l => l.Nevra), nevra => present.Find(nevra) is { } found && allowed.Allows(nevra, found.Built, found.Kind), cancellationToken);
        foreach (Nevra nevra in needed) allowed.Add(nevra);
        Check(request, present, locked, kernels, diagnostics);
        return diagnostics.HasErrors ? null : new(request, allowed, read);
    }

    /// <summary>Whether a package of a repository is kept.</summary>
    internal bool Keeps(Nevra nevra, DateTimeOffset? built, SnapshotRepository repository) => _allowed.Allows(nevra, built, repository.Kind);

    /// <summary>Whether some repository keeps a package; one without epoch is of any.</summary>
    internal bool Has(Nevra nevra) => nevra.Evr.Epoch is { } epoch
        ? _kept.Contains((nevra.Name, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch, epoch))
        : _kept.Contains((nevra.Name, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch, -1));

    private (SnapshotRepository, ImmutableArray<Nevra>, int) Part(SnapshotRepository repository, IReadOnlyList<Package> packages)
    {
        ImmutableArray<Nevra> kept = [.. packages.Where(p => Keeps(p.Nevra, p.BuildTime, repository)).Select(p => p.Nevra)];
        foreach (Nevra nevra in kept)
        {
            _kept.Add((nevra.Name, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch, nevra.Evr.Epoch ?? 0));
            _kept.Add((nevra.Name, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch, -1));
        }

        return (repository, kept, packages.Count);
    }

    // Of what is doubtful in a source a warning was given when it was read for the first time.
    private static ImmutableArray<(SnapshotRepository, IReadOnlyList<Package>)> Read(
        ImmutableArray<SnapshotRepository> repositories, OsRepositories? sources, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        (IReadOnlyList<Package> Packages, DiagnosticBag Found)[] read = new (IReadOnlyList<Package>, DiagnosticBag)[repositories.Length];
        Parallel.For(0, repositories.Length, new ParallelOptions { MaxDegreeOfParallelism = SnapshotWriter.Threads, CancellationToken = cancellationToken }, i =>
        {
            DiagnosticBag found = [];
            read[i] = (sources?.Packages(repositories[i].Directory, found) ?? new RepodataReader().ReadPackages(repositories[i].Directory, found, cancellationToken), found);
        });
        diagnostics.AddRange(read.SelectMany(r => r.Found).Where(d => d.Severity == DiagnosticSeverity.Error));
        return [.. repositories.Zip(read, (r, p) => (r, p.Packages))];
    }

    // What the templates of the version lock or set on some machine.
    private static ImmutableArray<(Nevra, SourceLocation)> Locked(SnapshotRequest request) =>
    [
        .. request.Version.Packages.Select(p => (p.Nevra, p.Origin)),
        .. request.Fixes.Whole.SelectMany(b => b.Actions)
            .SelectMany(a => a is FixAction.Replace replace ? replace.By : a.Sets is { } set ? [set] : ImmutableArray<Nevra>.Empty)
            .Distinct().Select(n => (n, request.Version.Definition.Location)),
    ];

    private static void Check(
        SnapshotRequest request, PresentPackages present, ImmutableArray<(Nevra Nevra, SourceLocation Location)> locked, ImmutableSortedDictionary<string, string> kernels, DiagnosticBag diagnostics)
    {
        (string version, string os) = (request.Version.Name, request.Errata.Os.Name);
        ImmutableArray<(Nevra Nevra, SourceLocation Location)> missing = [.. locked.Where(l => present.Find(l.Nevra) is null).DistinctBy(l => l.Nevra.ToString())];
        foreach ((Nevra nevra, SourceLocation location) in missing.Take(MaxReported))
        {
            diagnostics.Add(SnapshotDiagnostics.MissingPackage, location,
                $"{nevra} is in update version {version} of {os} and in no repository of the snapshot; a machine that locks it could install nothing at all. "
                + "Fetch the repository's metadata again, or name the repository that has it with --repository and --metadata.");
        }

        if (missing.Length > MaxReported)
            diagnostics.Add(SnapshotDiagnostics.MissingPackage, request.Version.Definition.Location, $"{missing.Length - MaxReported} more packages of update version {version} are in no repository of the snapshot.");
        foreach ((string kernel, string by) in kernels.Where(k => !present.HasKernel(k.Key, request.Errata.Os.Kernel)))
        {
            diagnostics.Add(SnapshotDiagnostics.MissingPackage, request.Version.Definition.Location,
                $"The kernel {kernel}, named by {by}, is in no repository of the snapshot; a machine that locks it could install nothing at all. Correct the name, or name the repository that has it with --repository and --metadata.");
        }

        ImmutableArray<Package> absent = [.. request.Errata.Base.Packages.Where(p => present.Find(p.Nevra) is null)];
        if (absent.Length > 0)
        {
            diagnostics.Add(SnapshotDiagnostics.BaseMissing, request.Errata.Os.Location,
                $"{absent.Length} packages that the release shipped are in no repository of the snapshot, among them {string.Join(", ", absent.Take(3).Select(p => p.Nevra))}. Machines cannot install them anew; name the repository that has them, or correct `base`.");
        }
    }
}
