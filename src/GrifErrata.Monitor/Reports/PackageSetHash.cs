using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Reports;

/// <summary>The name of a set of packages: machines with the same packages have the same one, whatever client told them.</summary>
public static class PackageSetHash
{
    // A name, a version, a release and an architecture of rpm's longest, an epoch and what parts them.
    private const int LongestLine = (4 * RpmAlphabet.MaxLength) + 16;

    /// <summary>
    /// SHA-256 of the lines <c>name TAB epoch:version-release TAB arch LF</c>, each once, in ordinal order; an epoch that is not
    /// known is 0. It is what <c>LC_ALL=C sort -u | sha256sum</c> prints for the lines.
    /// </summary>
    /// <param name="packages">The packages, in any order; in that of <see cref="Report.Packages"/> it is fastest.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Of(ImmutableArray<Nevra> packages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        int used = 0;
        Nevra? before = null;
        foreach (Nevra package in InOrder(packages))
        {
            if (before is not null && PackageOrder.Instance.Compare(before, package) == 0) continue;
            before = package;
            if (buffer.Length - used < LongestLine)
            {
                hash.AppendData(buffer, 0, used);
                used = 0;
            }

            used += Write(package, buffer.AsSpan(used));
        }

        hash.AppendData(buffer, 0, used);
        ArrayPool<byte>.Shared.Return(buffer);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }

    private static ImmutableArray<Nevra> InOrder(ImmutableArray<Nevra> packages)
    {
        for (int i = 1; i < packages.Length; i++)
        {
            if (PackageOrder.Instance.Compare(packages[i - 1], packages[i]) > 0) return packages.Sort(PackageOrder.Instance);
        }

        return packages;
    }

    private static int Write(Nevra package, Span<byte> line)
    {
        int length = Write(package.Name, line, 0);
        line[length++] = (byte)'\t';
        (package.Evr.Epoch ?? 0).TryFormat(line[length..], out int digits, provider: CultureInfo.InvariantCulture);
        length += digits;
        line[length++] = (byte)':';
        length = Write(package.Evr.Version, line, length);
        line[length++] = (byte)'-';
        length = Write(package.Evr.Release, line, length);
        line[length++] = (byte)'\t';
        length = Write(package.Arch, line, length);
        line[length++] = (byte)'\n';
        return length;
    }

    private static int Write(string text, Span<byte> line, int at)
    {
        // All parts are in rpm's alphabet, which is ASCII.
        Ascii.FromUtf16(text, line[at..], out int written);
        return at + written;
    }
}
