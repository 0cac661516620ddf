using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
    private readonly Dictionary<string, CheckAnswer> _answers = new(StringComparer.Ordinal);

    /// <summary>Checks one machine; of machines with the same packages only the first one is searched for.</summary>
    /// <param name="profile">Its packages.</param>
    /// <param name="update">The packages of the update; those whose name and architecture the machine does not have are left out, as pkg_ronly does.</param>
    public CheckAnswer Check(IReadOnlyCollection<Nevra> profile, IReadOnlyCollection<Nevra> update)
    {
        string key = Key(profile, update);
        if (!_answers.TryGetValue(key, out CheckAnswer? answer)) _answers.Add(key, answer = Decide(profile, update).Answer);
        return answer;
    }

    /// <summary>What a package manager would do on one machine: the update and what it needs besides itself.</summary>
    /// <returns>Without steps where the answer is not <see cref="CheckResult.Ok"/> or <see cref="CheckResult.Fix"/>.</returns>
    /// <inheritdoc cref="Check"/>
    public Transaction Simulate(IReadOnlyCollection<Nevra> profile, IReadOnlyCollection<Nevra> update)
    {
        (CheckAnswer answer, Search search, CheckWorld world, InstalledPackages installed) = Decide(profile, update);
        return new(answer, answer.Result is CheckResult.Ok or CheckResult.Fix ? TransactionSteps.Of(search, world, installed, answer) : []);
    }

    private (CheckAnswer Answer, Search Search, CheckWorld World, InstalledPackages Installed) Decide(IReadOnlyCollection<Nevra> profile, IReadOnlyCollection<Nevra> update)
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
            else problems.Add(new([nevra], [$"no repository has {nevra}, so yum and dnf would fail on it"], ["a repository that has it"], DependencyDiagnostics.NotInRepositories.Code));
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
        return (new(result, problems.Count > 0 ? [] : changes, [.. problems], [.. warnings.All(search, exact), .. streams?.Warnings ?? []], exact), search, world, installed);
    }

    // The order counts too: lists of one program come in one order, and sorting each costs more than it finds.
    private static string Key(IReadOnlyCollection<Nevra> profile, IReadOnlyCollection<Nevra> update)
    {
        StringBuilder text = new();
        foreach (Nevra nevra in profile) Append(nevra);
        text.Append('\n');
        foreach (Nevra nevra in update) Append(nevra);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // With its epoch as it was given: one that is not known means any.
        void Append(Nevra nevra) => text.Append(CultureInfo.InvariantCulture, $"{nevra.Name} {nevra.Evr.Epoch} {nevra.Evr.Version} {nevra.Evr.Release} {nevra.Arch}\t");
    }

    private static CheckProblem Refused(Nevra nevra, string whyNot, string? stream) => new(
        [nevra],
        [$"{nevra} {whyNot}, so dnf would not take it"],
        [stream is null ? "a machine that does not use the stream" : $"{stream} enabled on the machine"],
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
