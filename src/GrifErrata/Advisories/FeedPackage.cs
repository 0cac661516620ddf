using GrifErrata.Rpm;

namespace GrifErrata.Advisories;

/// <summary>Takes what a feed says of a package, or says why not: what rpm does not allow must never reach Pan.</summary>
internal static class FeedPackage
{
    /// <summary>The package, or null with the reason.</summary>
    /// <param name="name">Name.</param>
    /// <param name="epoch">Epoch; empty where the feed gives none: it is then unknown, not 0.</param>
    /// <param name="version">Version.</param>
    /// <param name="release">Release.</param>
    /// <param name="arch">Architecture.</param>
    /// <param name="refusal">What follows the advisory's id in the message of <see cref="AdvisoryDiagnostics.RefusedPackage"/>, or null.</param>
    /// <param name="mayLackArch">Whether the format has packages without architecture, see <see cref="AdvisoryPackage"/>.</param>
    public static Nevra? Nevra(string name, string epoch, string version, string release, string arch, out string? refusal, bool mayLackArch = false)
    {
        int? number = null;
        bool epochIsRight = true;
        if (epoch.Length > 0)
        {
            epochIsRight = RpmAlphabet.TryParseEpoch(epoch, out int parsed);
            number = parsed;
        }

        string? part = !RpmAlphabet.IsName(name) ? $"name '{Printable(name)}'"
            : !RpmAlphabet.IsVersion(version) ? $"version '{Printable(version)}'"
            : !RpmAlphabet.IsVersion(release) ? $"release '{Printable(release)}'"
            : !(mayLackArch && arch.Length == 0) && !RpmAlphabet.IsArch(arch) ? $"arch '{Printable(arch)}'"
            : !epochIsRight ? $"epoch '{Printable(epoch)}'"
            : null;
        refusal = part is null ? null : Refusal($"the {part}");
        return part is null ? new Nevra(name, new Evr(number, version, release), arch) : null;
    }

    /// <summary>The package of <c>[epoch:]version-release</c>, or null with the reason.</summary>
    /// <inheritdoc cref="Nevra(string, string, string, string, string, out string?, bool)"/>
    public static Nevra? Nevra(string name, string evr, string arch, out string? refusal, bool mayLackArch = false)
    {
        int colon = evr.IndexOf(':', StringComparison.Ordinal);
        int hyphen = evr.LastIndexOf('-');
        if (hyphen <= colon + 1 || hyphen == evr.Length - 1 || colon == 0)
        {
            refusal = Refusal($"the version '{Printable(evr)}'");
            return null;
        }

        return Nevra(name, colon < 0 ? string.Empty : evr[..colon], evr[(colon + 1)..hyphen], evr[(hyphen + 1)..], arch, out refusal, mayLackArch);
    }

    /// <summary>The package of a file name, <c>[folder/]name-version-release.arch.rpm</c>, or null with the reason.</summary>
    public static Nevra? OfFile(string file, out string? refusal)
    {
        string name = file[(file.LastIndexOf('/') + 1)..];
        bool leaves = file.Contains("..", StringComparison.Ordinal) || file.Contains('\\', StringComparison.Ordinal) || file.Contains('\0', StringComparison.Ordinal) || file.StartsWith('/');
        Nevra? nevra = leaves || !name.EndsWith(".rpm", StringComparison.Ordinal) ? null : NevraParser.Parse(name, out _);
        refusal = nevra is null ? Refusal($"the file name '{Printable(file)}'") : null;
        return nevra;
    }

    private static string Refusal(string part) =>
        $"lists a package with {part}, which rpm does not allow. The package is left out, the advisory stays; ask the publisher to correct it.";

    private static string Printable(string text) =>
        string.Concat((text.Length <= 60 ? text : text[..60]).Select(c => c is >= ' ' and < '\u007F' ? c : '?'));
}
