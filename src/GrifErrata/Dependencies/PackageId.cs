using System.Globalization;

namespace GrifErrata.Dependencies;

/// <summary>The pkgid by which filelists.xml names a package of primary.xml: the first 128 bits of the RPM's checksum.</summary>
internal static class PackageId
{
    private const int Digits = 32;

    /// <summary>The number of a checksum in hexadecimal digits; 0 where it is none.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> checksum) =>
        checksum.Length >= Digits && UInt128.TryParse(checksum[..Digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 id) ? id : 0;
}
