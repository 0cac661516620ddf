using GrifErrata.Rpm;

namespace GrifErrata.Tool;

/// <summary>A version of which a person may have left out the epoch and the release.</summary>
/// <param name="Epoch">Epoch; 0 where it is left out.</param>
/// <param name="Version">Version.</param>
/// <param name="Release">Release, or null.</param>
internal readonly record struct LooseVersion(int Epoch, string Version, string? Release)
{
    private const int MaxLength = 1024;

    /// <summary>Reads <c>[epoch:]version[-release]</c>; null if it is not one.</summary>
    public static LooseVersion? Parse(string text)
    {
        int epoch = 0;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && !RpmAlphabet.TryParseEpoch(text.AsSpan(0, colon), out epoch)) return null;
        string rest = text[(colon + 1)..];
        int dash = rest.LastIndexOf('-');
        string version = dash < 0 ? rest : rest[..dash];
        string? release = dash < 0 ? null : rest[(dash + 1)..];
        return IsPart(version) && (release is null || IsPart(release)) ? new(epoch, version, release) : null;
    }

    /// <summary>
    /// Whether a text can be compared as a version or release. rpm compares more than it lets packages have, so all is taken but
    /// blanks, control characters and the dash.
    /// </summary>
    public static bool IsPart(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c == '-') return false;
        }

        return text.Length is > 0 and <= MaxLength;
    }

    /// <summary>rpm's verdict, -1, 0 or 1. A version without release is older than the same with one (rpmverCmp in rpm's rpmver.c).</summary>
    public int CompareTo(LooseVersion other)
    {
        int order = Epoch.CompareTo(other.Epoch);
        if (order == 0) order = RpmVersion.Compare(Version, other.Version);
        if (order == 0)
        {
            order = (Release, other.Release) switch
            {
                (null, null) => 0,
                (null, _) => -1,
                (_, null) => 1,
                ({ } left, { } right) => RpmVersion.Compare(left, right),
            };
        }

        return Math.Sign(order);
    }
}
