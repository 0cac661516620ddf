namespace GrifErrata.Rpm;

/// <summary>Epoch, version and release of a package, ordered as rpm orders them.</summary>
/// <remarks>
/// Equality is that of the text; the order is rpm's (rpmvercmp.c), for which <c>1.0</c> and <c>1.00</c> are equal.
/// So <c>CompareTo</c> may be 0 for two that are not <c>Equals</c>.
/// </remarks>
/// <param name="Epoch">0 to 2147483647, or null where the source does not say.</param>
/// <param name="Version">Version, in rpm's alphabet.</param>
/// <param name="Release">Release, in rpm's alphabet.</param>
public readonly record struct Evr(int? Epoch, string Version, string Release) : IComparable<Evr>
{
    /// <summary><c>version-release</c> without epoch, as Pan and file names have it.</summary>
    public string VersionRelease => $"{Version}-{Release}";

    /// <summary>rpm's verdict: negative if this is older than <paramref name="other"/>, 0 if equal, positive if newer.
    /// A missing epoch counts as 0 (lib/rpmvercmp.c and rpmVersionCompare of rpm).</summary>
    public int CompareTo(Evr other)
    {
        int byEpoch = (Epoch ?? 0).CompareTo(other.Epoch ?? 0);
        if (byEpoch != 0) return byEpoch;
        int byVersion = RpmVersion.Compare(Version, other.Version);
        return byVersion != 0 ? byVersion : RpmVersion.Compare(Release, other.Release);
    }

    /// <summary><c>[epoch:]version-release</c>; the epoch only where it is known and not 0.</summary>
    public override string ToString() => Epoch is > 0 ? $"{Epoch}:{Version}-{Release}" : VersionRelease;
}
