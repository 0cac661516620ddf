using System.Collections.Frozen;
using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Judgements;

/// <summary>Holds <c>uname -r</c> against kernel packages: version and release, with the architecture on el6 and later, and the kind at its end
/// (<c>xen</c>, <c>PAE</c>, <c>+rt</c>).</summary>
public static class RunningKernel
{
    // The packages that have the kernel itself, of each release: their builds stand side by side.
    private static readonly FrozenSet<string> Images = FrozenSet.Create(StringComparer.Ordinal,
        "kernel", "kernel-core", "kernel-PAE", "kernel-xen", "kernel-smp", "kernel-hugemem", "kernel-largesmp", "kernel-debug", "kernel-debug-core", "kernel-rt", "kernel-rt-core",
        "kernel-64k-core", "kernel-uek", "kernel-uek-core");

    // The longest first: what ends with one may end with a shorter one too.
    private static readonly ImmutableArray<string> Kinds = [.. Images.Select(KindOf).Where(k => k.Length > 0).Distinct().OrderByDescending(k => k.Length).ThenBy(k => k, StringComparer.Ordinal)];

    /// <summary>Whether a package holds a kernel that can run, and not its headers or modules.</summary>
    public static bool IsImage(string name) => Images.Contains(name);

    /// <summary>Whether a build of a kernel package is the running one's; of packages beside the image (<c>kernel-devel</c>) the version and release decide.</summary>
    public static bool Is(Nevra kernel, string running)
    {
        string version = kernel.Evr.VersionRelease;
        if (!running.StartsWith(version, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> rest = running.AsSpan(version.Length);
        if (rest.StartsWith("." + kernel.Arch, StringComparison.Ordinal)) rest = rest[(kernel.Arch.Length + 1)..];
        if (rest is ['.' or '+', ..]) rest = rest[1..];
        if (!IsImage(kernel.Name)) return rest.IsEmpty || Kinds.Contains(rest.ToString());

        // Of some kinds the release itself says the kind, and nothing follows it: 4.18.0-477.10.1.rt7.274.el8_8, 5.15.0-100.96.32.el9uek.
        string kind = KindOf(kernel.Name);
        return rest.SequenceEqual(kind) || (rest.IsEmpty && kind.Length > 0 && kernel.Evr.Release.Contains(kind, StringComparison.Ordinal));
    }

    /// <summary>The newest installed kernel of the running one's kind, where it is newer; null where it is not, and where the running one is not installed.</summary>
    /// <param name="running"><c>uname -r</c>.</param>
    /// <param name="packages">The host's packages.</param>
    public static Nevra? NewerInstalled(string running, IEnumerable<Nevra> packages)
    {
        List<Nevra> kernels = [.. packages.Where(p => IsImage(p.Name))];
        if (kernels.Find(k => Is(k, running)) is not { } mine) return null;
        Nevra newest = kernels.Where(k => k.Name == mine.Name && k.Arch == mine.Arch).MaxBy(k => k.Evr)!;
        return newest.Evr.CompareTo(mine.Evr) > 0 ? newest : null;
    }

    /// <summary>Version and release of the running kernel without architecture and kind, as update versions and plans name kernels; null where it is none of rpm's.</summary>
    /// <param name="running"><c>uname -r</c>.</param>
    public static Evr? EvrOf(string running)
    {
        int hyphen = running.IndexOf('-', StringComparison.Ordinal);
        if (hyphen <= 0 || hyphen == running.Length - 1) return null;
        string release = running[(hyphen + 1)..];
        if (Kinds.FirstOrDefault(k => release.Length > k.Length && release.EndsWith(k, StringComparison.Ordinal)) is { } kind)
            release = release[..^kind.Length].TrimEnd('.', '+');

        int dot = release.LastIndexOf('.');
        if (dot > 0 && Architectures.IsKnown(release.AsSpan(dot + 1))) release = release[..dot];
        return RpmAlphabet.IsVersion(running.AsSpan(0, hyphen)) && RpmAlphabet.IsVersion(release) ? new(null, running[..hyphen], release) : null;
    }

    /// <summary>Whether the running kernel is older than one that an update version or a plan names; false where either is no version.</summary>
    /// <param name="running"><c>uname -r</c>.</param>
    /// <param name="expected"><c>version-release</c>.</param>
    public static bool IsOlder(string running, string expected) =>
        EvrOf(running) is { } runs && PackageDecisionReader.ParseEvr(expected) is { } should && Fix.Compare(runs, should) < 0;

    private static string KindOf(string name)
    {
        string kind = name.StartsWith("kernel-", StringComparison.Ordinal) ? name["kernel-".Length..] : string.Empty;
        if (kind == "core") return string.Empty;
        return kind.EndsWith("-core", StringComparison.Ordinal) ? kind[..^"-core".Length] : kind;
    }
}
