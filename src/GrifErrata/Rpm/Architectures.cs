using System.Collections.Frozen;

namespace GrifErrata.Rpm;

/// <summary>The names of architectures that rpm knows (<c>arch_canon</c> in rpm's rpmrc.in), with <c>noarch</c>, <c>src</c> and <c>nosrc</c>.</summary>
public static class Architectures
{
    /// <summary>Architecture of a source package.</summary>
    public const string Source = "src";

    /// <summary>Architecture of a source package that leaves out some of its sources or patches.</summary>
    public const string SourceWithoutSources = "nosrc";

    /// <summary>Architecture of a package that any machine can install.</summary>
    public const string None = "noarch";

    /// <summary>All names, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. (
            "aarch64 alpha alphaev5 alphaev56 alphaev6 alphaev67 alphapca56 amd64 armv3l armv4b armv4l armv4tl armv5tejl armv5tel " +
            "armv5tl armv6hl armv6l armv7hl armv7hnl armv7l armv8hl armv8l athlon em64t geode i370 i386 i486 i586 i686 ia32e ia64 " +
            "loongarch64 m68k m68kmint mips mips64 mips64el mipsel mipsisa32r6 mipsisa32r6el mipsisa64r6 mipsisa64r6el noarch nosrc " +
            "parisc pentium3 pentium4 ppc ppc32dy4 ppc64 ppc64iseries ppc64le ppc64p7 ppc64pseries ppc8260 ppc8560 ppciseries " +
            "ppcpseries riscv64 rs6000 s390 s390x sh sh3 sh4 sh4a sparc sparc64 sparc64v sparcv8 sparcv9 sparcv9v src x86_64 " +
            "x86_64_v2 x86_64_v3 x86_64_v4 xtensa").Split(' ').Order(StringComparer.Ordinal),
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        All.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether rpm knows an architecture of this name. Only so can the end of <c>bash-3.2-24.el5</c> be told from one.</summary>
    public static bool IsKnown(ReadOnlySpan<char> arch) => Known.Contains(arch);
}
