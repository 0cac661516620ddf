using System.Collections.Frozen;
using System.Text;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Reports;

/// <summary>One package as a line of a report.</summary>
internal static class PackageLine
{
    // rpm lists the keys that it trusts as packages of this name.
    private const string Key = "gpg-pubkey";

    // What rpm prints for an epoch that a package does not have.
    private const string None = "(none)";

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Architecture =
        Architectures.All.ToFrozenDictionary(arch => arch, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads one line of protocol 5, <c>name TAB [epoch:]version-release TAB arch</c>.</summary>
    /// <param name="line">The line without its end, at most <see cref="ReportLimits.Line"/> bytes.</param>
    /// <param name="package">The package, its epoch never null; null where the line is none, or a key of rpm.</param>
    /// <returns>False where the line is no package.</returns>
    public static bool TryReadTabbed(ReadOnlySpan<byte> line, out Nevra? package)
    {
        package = null;
        Span<char> buffer = stackalloc char[line.Length];
        if (Ascii.ToUtf16(line, buffer, out int length) != System.Buffers.OperationStatus.Done) return false;
        ReadOnlySpan<char> text = buffer[..length];
        int first = text.IndexOf('\t'), last = text.LastIndexOf('\t');
        if (first < 0 || first == last) return false;
        ReadOnlySpan<char> name = text[..first], evr = text[(first + 1)..last];
        int dash = evr.IndexOf('-');
        if (name is Key) return true;
        return dash >= 0 && TryMake(name, evr[..dash], evr[(dash + 1)..], text[(last + 1)..], out package);
    }

    /// <summary>The same for one line of protocol 4, <c>'name' '[epoch:]version' 'release' 'arch'</c>.</summary>
    public static bool TryReadQuoted(ReadOnlySpan<byte> line, out Nevra? package)
    {
        package = null;
        Span<char> buffer = stackalloc char[line.Length];
        if (Ascii.ToUtf16(line, buffer, out int length) != System.Buffers.OperationStatus.Done) return false;
        ReadOnlySpan<char> rest = buffer[..length].Trim(' ');
        if (!TryQuoted(ref rest, out ReadOnlySpan<char> name) || !TryQuoted(ref rest, out ReadOnlySpan<char> version)
            || !TryQuoted(ref rest, out ReadOnlySpan<char> release) || !TryQuoted(ref rest, out ReadOnlySpan<char> arch) || !rest.IsEmpty)
        {
            return false;
        }

        return name is Key || TryMake(name, version, release, arch, out package);
    }

    private static bool TryQuoted(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        word = default;
        if (rest is not ['\'', .. var after]) return false;
        int end = after.IndexOf('\'');
        if (end < 0) return false;
        word = after[..end];
        rest = after[(end + 1)..].TrimStart(' ');
        return true;
    }

    private static bool TryMake(
        ReadOnlySpan<char> name, ReadOnlySpan<char> version, ReadOnlySpan<char> release, ReadOnlySpan<char> arch, out Nevra? package)
    {
        package = null;
        int epoch = 0, colon = version.IndexOf(':');
        if (colon >= 0)
        {
            ReadOnlySpan<char> digits = version[..colon];
            version = version[(colon + 1)..];
            if (digits is not ("" or None) && !RpmAlphabet.TryParseEpoch(digits, out epoch)) return false;
        }

        if (!RpmAlphabet.IsName(name) || !RpmAlphabet.IsVersion(version) || !RpmAlphabet.IsVersion(release) || !RpmAlphabet.IsArch(arch))
        {
            return false;
        }

        package = new(name.ToString(), new(epoch, version.ToString(), release.ToString()),
            Architecture.TryGetValue(arch, out string? known) ? known : arch.ToString());
        return true;
    }
}
