using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Csaf;

/// <summary>
/// Reads the usual product, id <c>name-epoch:version-release.arch</c> with a plain purl or none, from its bytes. It says the same as
/// <see cref="CsafComponent.Of"/> or nothing; then that has to be asked.
/// </summary>
internal static class CsafPackageId
{
    /// <summary>The package; null where the product is not a usual one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Nevra? TryParse(ReadOnlySpan<byte> id, ReadOnlySpan<byte> purl, Utf8StringPool strings)
    {
        if (!IsPlain(purl)) return null;
        int colon = id.IndexOf((byte)':');
        int dot = id.LastIndexOf((byte)'.');
        int release = id.LastIndexOf((byte)'-') + 1;
        if (colon < 0 || release <= colon || dot < release) return null;
        int epoch = id[..colon].LastIndexOf((byte)'-') + 1;
        int number = 0;
        if (epoch == 0 || colon - epoch is < 1 or > 9) return null;
        foreach (byte b in id[epoch..colon])
        {
            if (b is < (byte)'0' or > (byte)'9') return null;
            number = (number * 10) + b - '0';
        }

        // A second colon or a slash is in none of the alphabets.
        string name = strings.Get(id[..(epoch - 1)]), version = strings.Get(id[(colon + 1)..(release - 1)]);
        string revision = strings.Get(id[release..dot]), arch = strings.Get(id[(dot + 1)..]);
        return RpmAlphabet.IsName(name) && RpmAlphabet.IsVersion(version) && RpmAlphabet.IsVersion(revision) && RpmAlphabet.IsArch(arch) && Architectures.IsKnown(arch)
            ? new Nevra(name, new Evr(number, version, revision), arch)
            : null;
    }

    /// <summary>Whether a product without purl is surely no package and no module, as most that have a CPE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsOther(ReadOnlySpan<byte> id)
    {
        ReadOnlySpan<byte> last = id[(id.LastIndexOf((byte)'.') + 1)..];
        if (id.IndexOfAny((byte)':', (byte)'/') >= 0 || last.Length > 16 || last.SequenceEqual("rpm"u8)) return false;
        Span<char> arch = stackalloc char[16];
        return last.Length == id.Length || !Architectures.IsKnown(arch[..Encoding.Latin1.GetChars(last, arch)]);
    }

    // An RPM's URL that names no module stream, so that the id alone says what it is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsPlain(ReadOnlySpan<byte> purl)
    {
        if (purl.IsEmpty) return true;
        if (!purl.StartsWith("pkg:rpm/"u8) || purl.Contains((byte)'#')) return false;
        int question = purl.IndexOf((byte)'?');
        ReadOnlySpan<byte> qualifiers = question < 0 ? [] : purl[(question + 1)..];
        ReadOnlySpan<byte> path = purl["pkg:"u8.Length..(question < 0 ? purl.Length : question)];
        if (path.LastIndexOf((byte)'@') is > 0 and int at) path = path[..at];
        return path[^1] != '/' && qualifiers.IndexOf("rpmmod"u8) < 0 && !qualifiers.ContainsAnyInRange((byte)'A', (byte)'Z');
    }
}
