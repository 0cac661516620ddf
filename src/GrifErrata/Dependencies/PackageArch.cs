namespace GrifErrata.Dependencies;

/// <summary>What architectures mean for packages that share a name. Real colours (ELF) are not in primary.xml, so the architecture decides.</summary>
internal static class PackageArch
{
    /// <summary>rpm's colours as bits: 1 for 32, 2 for 64, both for noarch (libsolv src/poolarch.h pool_colormatch).</summary>
    public static int Colour(string arch) => arch switch
    {
        "noarch" => 3,
        "x86_64" or "amd64" or "em64t" or "ia32e" or "aarch64" or "ppc64" or "ppc64le" or "s390x" or "ia64" or "riscv64" => 2,
        _ => 1,
    };

    /// <summary>Whether two packages of one name cannot stand side by side: x86_64 and i686 can, i386 and i686 cannot.</summary>
    public static bool Displace(string left, string right) => (Colour(left) & Colour(right)) != 0;

    /// <summary>Whether one may take the place of the other: the same architecture, or to and from noarch (libsolv policy_illegal_archchange).</summary>
    public static bool MayReplace(string old, string other) => old == other || old == "noarch" || other == "noarch";
}
