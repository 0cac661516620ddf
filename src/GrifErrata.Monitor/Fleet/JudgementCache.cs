using System.Collections.Immutable;
using GrifErrata.Judgements;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Fleet;

/// <summary>Judges each set of packages once a version and a kernel, and not once a host. Not safe for several threads.</summary>
/// <param name="packagesOf">The packages of a set by its content hash; null where it is gone.</param>
internal sealed class JudgementCache(Func<string, ImmutableArray<Nevra>?> packagesOf)
{
    private readonly Dictionary<JudgementKey, Judgement> _judgements = [];
    private readonly Dictionary<(string Set, OsJudge[] Oses), OsJudge?> _oses = [];
    private readonly Dictionary<(string Set, string Kernel), Nevra?> _kernels = [];
    private readonly Dictionary<(string Set, ImmutableArray<MachinePackage> Wanted), ImmutableArray<ProfileDifference>> _differences = [];

    // The last set that was asked for: a host asks for the same several times.
    private (string Hash, ImmutableArray<Nevra> Packages) _last = (string.Empty, []);

    /// <summary>How many conclusions and packages it holds, to say when it should be emptied.</summary>
    public long Weight { get; private set; }

    /// <summary>A set against a version of an OS.</summary>
    public Judgement Judge(OsJudge os, string set, string? version, string running, DateOnly today)
    {
        JudgementKey key = new(os, set, version, running, os.Published(today));
        if (!_judgements.TryGetValue(key, out Judgement? judgement))
        {
            _judgements.Add(key, judgement = os.Judge(Packages(set), version, running.Length > 0 ? running : null, today));
            Weight += 1 + judgement.Behind.Length + judgement.Ahead.Length + judgement.Unknown.Length + judgement.Open.Length;
        }

        return judgement;
    }

    /// <summary>The OS whose builds a set has, or null where it has too few of any.</summary>
    public OsJudge? OsOf(string set, OsJudge[] oses)
    {
        if (oses.Length == 0) return null;
        if (!_oses.TryGetValue((set, oses), out OsJudge? os))
        {
            _oses.Add((set, oses), os = OsJudge.MostLikely(oses, Packages(set)));
            Weight++;
        }

        return os;
    }

    /// <summary>The installed kernel that waits for a reboot, or null.</summary>
    public Nevra? NewerKernel(string set, string running)
    {
        if (!_kernels.TryGetValue((set, running), out Nevra? newer))
        {
            _kernels.Add((set, running), newer = RunningKernel.NewerInstalled(running, Packages(set)));
            Weight++;
        }

        return newer;
    }

    /// <summary>A set against a profile's packages.</summary>
    public ImmutableArray<ProfileDifference> Differences(string set, ImmutableArray<MachinePackage> wanted)
    {
        if (!_differences.TryGetValue((set, wanted), out ImmutableArray<ProfileDifference> differences))
        {
            _differences.Add((set, wanted), differences = ProfileComparison.Of(wanted, Packages(set)));
            Weight += 1 + differences.Length;
        }

        return differences;
    }

    private ImmutableArray<Nevra> Packages(string set)
    {
        if (_last.Hash != set) _last = (set, packagesOf(set) ?? []);
        return _last.Packages;
    }

    private readonly record struct JudgementKey(OsJudge Os, string Set, string? Version, string Kernel, int Published);
}
