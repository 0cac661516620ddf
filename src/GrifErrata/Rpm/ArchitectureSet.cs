using System.Collections.Frozen;
using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Rpm;

/// <summary>The architectures of the packages that an OS of one architecture can carry.</summary>
/// <remarks>
/// From <c>arch_compat</c> in rpm's rpmrc.in. Beyond it: <c>geode</c>, <c>ia32e</c>, <c>pentium3</c> and <c>pentium4</c> on x86_64,
/// because x86 distributions have shipped packages of them for x86_64 machines and nothing else can be meant there.
/// </remarks>
public sealed class ArchitectureSet
{
    private static readonly string[] X86 =
        ["athlon", "geode", "i386", "i486", "i586", "i686", "pentium3", "pentium4"];

    private static readonly FrozenDictionary<string, ArchitectureSet> Sets = new ArchitectureSet[]
    {
        new("x86_64", ["x86_64", "amd64", "em64t", "ia32e"], X86),
        new("i386", X86, []),
        new("aarch64", ["aarch64"], []),
        new("ppc64", ["ppc64"], ["ppc"]),
        new("ppc64le", ["ppc64le"], []),
        new("s390x", ["s390x"], ["s390"]),
        new("noarch", [], []),
    }.ToFrozenDictionary(set => set.OsArch, StringComparer.Ordinal);

    private readonly FrozenSet<string> _all;
    private readonly FrozenSet<string> _multilib;

    private ArchitectureSet(string osArch, string[] own, string[] multilib)
    {
        OsArch = osArch;
        _multilib = multilib.ToFrozenSet(StringComparer.Ordinal);
        _all = own.Concat(multilib).Append(Architectures.None).ToFrozenSet(StringComparer.Ordinal);
        All = [.. _all.Order(StringComparer.Ordinal)];
    }

    /// <summary>The architectures for which <see cref="Of(string)"/> has an answer, in ordinal order.</summary>
    public static ImmutableArray<string> KnownOsArchitectures { get; } = [.. Sets.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The OS's architecture, as <c>os.yaml</c> names it.</summary>
    public string OsArch { get; }

    /// <summary>All architectures of its packages, in ordinal order.</summary>
    public ImmutableArray<string> All { get; }

    /// <summary>The set of an OS; null where the OS's architecture is not known.</summary>
    public static ArchitectureSet? Of(string osArch) => Sets.GetValueOrDefault(osArch);

    /// <summary>The set of an OS; null, with error GE1204, where the OS's architecture is not known.</summary>
    /// <param name="osArch">The OS's architecture.</param>
    /// <param name="location">Where it is written.</param>
    /// <param name="diagnostics">Takes the error.</param>
    public static ArchitectureSet? Of(string osArch, SourceLocation location, DiagnosticBag diagnostics)
    {
        ArchitectureSet? set = Of(osArch);
        if (set is null)
        {
            diagnostics.Add(RpmDiagnostics.UnknownOsArchitecture, location,
                $"{UntrustedText.Quote(osArch)} is not the architecture of an OS that is known here. " +
                $"Write one of {string.Join(", ", KnownOsArchitectures)}.");
        }

        return set;
    }

    /// <summary>Whether a machine of this OS can install packages of an architecture. Source packages are never installed.</summary>
    public bool Contains(string arch) => _all.Contains(arch);

    /// <summary>Whether an architecture is the OS's second, 32-bit one, whose packages lie beside those of the first.</summary>
    public bool IsMultilib(string arch) => _multilib.Contains(arch);
}
