using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>
/// Decides whether an update can be applied to machines as a whole, and what it needs besides itself: an exact search for the fewest changes.
/// One instance serves any number of machines of the same repositories, one after the other.
/// </summary>
/// <param name="table">The packages of the repositories.</param>
/// <param name="options">Bounds.</param>
public sealed class UpdateCheck(PackageTable table, CheckOptions options)
{
    private readonly Dictionary<string, CheckWorld> _worlds = new(StringComparer.Ordinal);
    private readonly CheckStreams? _streams = CheckStreams.Of(table, options);

    /// <summary>Checks one machine.</summary>
    /// <param name="profile">Its packages.</param>
    /// <param name="update">The packages of the update; those whose name and architecture the machine does not have are left out, as pkg_ronly does.</param>
    public CheckAnswer Check(IReadOnlyCollection<Nevra> profile, IReadOnlyCollection<Nevra> update)
    {
        InstalledPackages installed = new(table, profile);
        MachineStreams? streams = _streams?.Of(installed);
        CheckWorld world = WorldOf(profile, streams);
        HashSet<(string, string)> there = [.. profile.Select(p => (p.Name, p.Arch))];
        SortedSet<int> locked = [];
        List<CheckProblem> problems = [];
        foreach (Nevra nevra in update.Where(u => there.Contains((u.Name, u.Arch))).DistinctBy(u => u.ToString()).OrderBy(u => u.ToString(), StringComparer.Ordinal))
        {
            if (table.Find(nevra) is { } package)
            {
                if (installed.Has[package] || streams?.WhyNot(package) is not { } whyNot) locked.Add(package);
                else problems.Add(Refused(nevra, whyNot, streams.StreamOf(package)));
            }
            else problems.Add(new([nevra], $"no repository has {nevra}, so yum and dnf would fail on it\nEither a repository that has it, or leave {nevra.Name} out of the update", DependencyDiagnostics.NotInRepositories.Code));
        }

        CheckWarnings warnings = new(installed, world);
        Search search = new(world, installed, locked);
        PackageRank rank = new(world, installed, locked);
        bool exact = true, isFound = true;
        ImmutableArray<CheckChange> changes = [];
        if (search.Start() && search.Find(rank)) changes = CheckChanges.Of(search, world, installed);
        else if (search.IsCut)
        {
            // The fewest were not found in time: any way, the best ranked first.
            exact = false;
            search = new(world, installed, locked);
            isFound = search.Start() && search.FindAny(rank);
            if (isFound) changes = CheckChanges.Of(search, world, installed);
        }
        else problems.AddRange(new ImpossibleUpdates(world, installed, rank).Find(locked));

        CheckResult result = problems.Count > 0 ? CheckResult.Impossible : !isFound ? CheckResult.Unknown : changes.IsEmpty ? CheckResult.Ok : CheckResult.Fix;
        return new(result, problems.Count > 0 ? [] : changes, [.. problems], [.. warnings.All(search, exact), .. streams?.Warnings ?? []], exact);
    }

    private static CheckProblem Refused(Nevra nevra, string whyNot, string? stream) => new(
        [nevra],
        $"{nevra} {whyNot}, so dnf would not take it\nEither leave {nevra.Name} out of the update, or {(stream is null ? "disable the stream on the machine" : $"enable {stream} on the machine")}",
        DependencyDiagnostics.InactiveStream.Code);

    // Which packages a machine can carry is told by what it has.
    private CheckWorld WorldOf(IReadOnlyCollection<Nevra> profile, MachineStreams? streams)
    {
        HashSet<string> arches = [.. profile.Select(p => p.Arch)];
        string arch = ArchitectureSet.KnownOsArchitectures.Where(a => a is not ("noarch" or "i386")).FirstOrDefault(arches.Contains)
            ?? (arches.All(a => a == "noarch") ? "x86_64" : "i386");
        string key = $"{arch}\n{streams?.Key}";
        if (!_worlds.TryGetValue(key, out CheckWorld? world)) _worlds.Add(key, world = new(table, ArchitectureSet.Of(arch)!, streams, options));
        return world;
    }
}
