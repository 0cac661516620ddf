using System.Buffers;

namespace GrifErrata.Rpm;

/// <summary>
/// The characters that rpm allows in the parts of a NEVRA (build/rpmbuild_internal.hh of rpm, without <c>%{}</c>, which no
/// published package has). What is outside never reaches Pan.
/// </summary>
public static class RpmAlphabet
{
    /// <summary>Longest name, version, release or architecture that is accepted, in characters.</summary>
    public const int MaxLength = 255;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-");

    private static readonly SearchValues<char> VersionCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+~^");

    private static readonly SearchValues<char> ArchCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>A package name: letters, digits, <c>._+-</c>, starting with a letter, a digit or <c>_</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> text) =>
        IsOf(text, NameCharacters) && (char.IsAsciiLetterOrDigit(text[0]) || text[0] == '_');

    /// <summary>A version or a release: letters, digits, <c>._+~^</c>.</summary>
    public static bool IsVersion(ReadOnlySpan<char> text) => IsOf(text, VersionCharacters);

    /// <summary>An architecture: lower case letters, digits, <c>_</c>.</summary>
    public static bool IsArch(ReadOnlySpan<char> text) => IsOf(text, ArchCharacters);

    /// <summary>An epoch: 0 to 2147483647 in digits.</summary>
    public static bool TryParseEpoch(ReadOnlySpan<char> text, out int epoch)
    {
        // int.TryParse alone accepts NULs at the end.
        epoch = 0;
        return !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out epoch);
    }

    private static bool IsOf(ReadOnlySpan<char> text, SearchValues<char> alphabet) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(alphabet);
}
