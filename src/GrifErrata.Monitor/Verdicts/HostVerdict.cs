using GrifErrata.Monitor.Storage;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Verdicts;

/// <summary>What is not right about a host, the gravest first.</summary>
[Flags]
public enum HostVerdict
{
    /// <summary>Nothing that is known.</summary>
    None = 0,

    /// <summary>An installed kernel is newer than the one that runs.</summary>
    RebootPending = 1,

    /// <summary>No report for some days.</summary>
    Silent = 2,
}

/// <summary>Judges hosts.</summary>
public static class HostVerdicts
{
    // The package that has the kernel itself, of each release: its versions stand side by side.
    private static readonly string[] Kernels = ["kernel", "kernel-core", "kernel-PAE", "kernel-xen", "kernel-smp", "kernel-largesmp", "kernel-rt", "kernel-rt-core", "kernel-64k-core"];

    /// <summary>The verdict of a host.</summary>
    /// <param name="host">The host as it last reported.</param>
    /// <param name="packages">Its packages.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="silentDays">Days without a report after which it is silent.</param>
    public static HostVerdict Of(HostRecord host, IEnumerable<Nevra> packages, DateTimeOffset now, int silentDays) =>
        (now - host.LastSeen > TimeSpan.FromDays(silentDays) ? HostVerdict.Silent : HostVerdict.None)
        | (NewerKernel(host.Kernel, packages) is not null ? HostVerdict.RebootPending : HostVerdict.None);

    /// <summary>The newest installed kernel of the running one's kind, where it is newer; null where the running one is not among the installed ones.</summary>
    /// <param name="running"><c>uname -r</c>: version and release, with the architecture on el6 and later, and the kind at its end (<c>xen</c>, <c>+rt</c>).</param>
    /// <param name="packages">The host's packages.</param>
    public static Nevra? NewerKernel(string running, IEnumerable<Nevra> packages)
    {
        List<Nevra> kernels = [.. packages.Where(p => Kernels.Contains(p.Name))];
        if (kernels.FirstOrDefault(k => Names(k).Contains(running, StringComparer.Ordinal)) is not { } mine) return null;
        Nevra newest = kernels.Where(k => k.Name == mine.Name).MaxBy(k => k.Evr)!;
        return newest.Evr.CompareTo(mine.Evr) > 0 ? newest : null;
    }

    private static IEnumerable<string> Names(Nevra kernel)
    {
        string version = $"{kernel.Evr.Version}-{kernel.Evr.Release}";
        string kind = kernel.Name.Split('-') is [_, var word, ..] && word != "core" ? word : string.Empty;
        foreach (string name in (string[])[version, $"{version}.{kernel.Arch}"])
        {
            yield return kind.Length == 0 ? name : $"{name}{kind}";
            if (kind.Length == 0) continue;
            yield return $"{name}.{kind}";
            yield return $"{name}+{kind}";
        }
    }
}
