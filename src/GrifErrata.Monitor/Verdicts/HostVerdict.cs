namespace GrifErrata.Monitor.Verdicts;

/// <summary>What there is to say about a host; several at a time. The order is that of gravity, the gravest first: the first one that a host has gives its state.</summary>
[Flags]
public enum HostVerdict
{
    /// <summary>Nothing: it reports, is known, and has what it should have.</summary>
    None = 0,

    /// <summary>It stays on an older version than the federation gives it, and no freeze that still holds says so: its freeze has ended, or its profile was never compiled anew.</summary>
    Forgotten = 1,

    /// <summary>It is in Quattor's profiles and never reported.</summary>
    NeverReported = 1 << 1,

    /// <summary>No report for some days.</summary>
    Silent = 1 << 2,

    /// <summary>It has older packages than its update version.</summary>
    Behind = 1 << 3,

    /// <summary>It has not what its profile says: the deployment failed or has not run.</summary>
    Different = 1 << 4,

    /// <summary>Its kernel is older than the one that its version, or the federation's plan after its day, sets.</summary>
    KernelBehind = 1 << 5,

    /// <summary>An installed kernel is newer than the one that runs.</summary>
    RebootPending = 1 << 6,

    /// <summary>It reports and no profile is known of it, though profiles are known of others.</summary>
    Stranger = 1 << 7,

    /// <summary>Nothing says which version it should have, or of which OS it is.</summary>
    NotJudged = 1 << 8,

    /// <summary>It has newer packages than its update version.</summary>
    Ahead = 1 << 9,

    /// <summary>It has builds that no repository of its OS has.</summary>
    UnknownPackages = 1 << 10,

    /// <summary>A freeze that still holds keeps it on its version.</summary>
    Frozen = 1 << 11,
}

/// <summary>The verdicts as people see them.</summary>
public static class HostVerdictWords
{
    private static readonly (HostVerdict Verdict, string Word)[] Words =
    [
        (HostVerdict.Forgotten, "forgotten"),
        (HostVerdict.NeverReported, "never reported"),
        (HostVerdict.Silent, "silent"),
        (HostVerdict.Behind, "behind"),
        (HostVerdict.Different, "different"),
        (HostVerdict.KernelBehind, "kernel behind"),
        (HostVerdict.RebootPending, "reboot pending"),
        (HostVerdict.Stranger, "stranger"),
        (HostVerdict.NotJudged, "not judged"),
        (HostVerdict.Ahead, "ahead"),
        (HostVerdict.UnknownPackages, "unknown packages"),
        (HostVerdict.Frozen, "frozen"),
    ];

    /// <summary>What a host that has it needs somebody for; the others only inform.</summary>
    public const HostVerdict Wrong = HostVerdict.Forgotten | HostVerdict.NeverReported | HostVerdict.Silent | HostVerdict.Behind | HostVerdict.Different
        | HostVerdict.KernelBehind | HostVerdict.RebootPending | HostVerdict.Stranger;

    /// <summary>Whether the host is right: judged, and nothing is wrong.</summary>
    public static bool IsRight(this HostVerdict verdict) => (verdict & (Wrong | HostVerdict.NotJudged)) == HostVerdict.None;

    /// <summary>Every verdict with its word, the gravest first.</summary>
    public static IEnumerable<(HostVerdict Verdict, string Word)> All => Words;

    /// <summary>All that it says in words, the gravest first; <c>right</c> where nothing is wrong.</summary>
    public static string InWords(this HostVerdict verdict)
    {
        IEnumerable<string> words = Words.Where(w => verdict.HasFlag(w.Verdict)).Select(w => w.Word);
        return string.Join(", ", verdict.IsRight() ? words.Prepend("right") : words);
    }

    /// <summary>The one that counts, in words: the gravest, or <c>right</c>.</summary>
    public static string State(this HostVerdict verdict) => verdict.IsRight() ? "right" : Words.First(w => verdict.HasFlag(w.Verdict)).Word;
}
