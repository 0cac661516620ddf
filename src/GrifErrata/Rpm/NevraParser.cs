namespace GrifErrata.Rpm;

/// <summary>A part of a NEVRA.</summary>
public enum NevraPart
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>The epoch.</summary>
    Epoch,

    /// <summary>The version.</summary>
    Version,

    /// <summary>The release.</summary>
    Release,

    /// <summary>The architecture.</summary>
    Arch,
}

/// <summary>Why a text is not a NEVRA.</summary>
/// <param name="Part">The part that is missing or wrong.</param>
/// <param name="Index">Index of the first wrong character in the text, from 0; the text's length where a part is missing.</param>
/// <param name="Missing">The part is not there at all; else it holds what it must not.</param>
/// <param name="Message">What is wrong and what to do, in full sentences.</param>
public sealed record NevraParseError(NevraPart Part, int Index, bool Missing, string Message);

/// <summary>Reads NEVRAs from text: listings, file names, addresses.</summary>
public static class NevraParser
{
    /// <summary>
    /// Reads <c>name-[epoch:]version-release.arch[.rpm]</c> or yum's old <c>epoch:name-version-release.arch</c>; of a path or an
    /// address, the part after the last <c>/</c>. Each part must be in <see cref="RpmAlphabet"/> and the architecture one that
    /// rpm knows, because <c>bash-3.2-24.el5</c>, which has none, looks like one with the architecture <c>el5</c>.
    /// </summary>
    /// <param name="text">The text, without white space around it.</param>
    /// <param name="error">Null, or why the text is not a NEVRA.</param>
    /// <returns>The NEVRA (its epoch is null where the text has none), or null.</returns>
    public static Nevra? Parse(ReadOnlySpan<char> text, out NevraParseError? error)
    {
        int start = text.LastIndexOf('/') + 1;
        int end = text.EndsWith(".rpm", StringComparison.Ordinal) ? text.Length - ".rpm".Length : text.Length;
        end = Math.Max(start, end);

        int dot = start + text[start..end].LastIndexOf('.');
        if (dot < start || text[dot..end].Contains('-'))
        {
            error = Missing(NevraPart.Arch, end, "The architecture is missing. " +
                "Write name-version-release.arch, for example bash-3.2-24.el5.x86_64.");
            return null;
        }

        ReadOnlySpan<char> arch = text[(dot + 1)..end];
        if (!RpmAlphabet.IsArch(arch) || !Architectures.IsKnown(arch))
        {
            error = new NevraParseError(NevraPart.Arch, dot + 1, RpmAlphabet.IsArch(arch), "The architecture is missing: " +
                $"{UntrustedText.Quote(arch)} is none that rpm knows. Write name-version-release.arch, for example bash-3.2-24.el5.x86_64.");
            return null;
        }

        int releaseDash = start + text[start..dot].LastIndexOf('-');
        int versionDash = releaseDash < start ? -1 : start + text[start..releaseDash].LastIndexOf('-');
        if (versionDash < start)
        {
            error = Missing(releaseDash < start ? NevraPart.Version : NevraPart.Release, dot,
                "Two dashes must part name, version and release. Write name-version-release.arch, for example bash-3.2-24.el5.x86_64.");
            return null;
        }

        int nameStart = start;
        int versionStart = versionDash + 1;
        int versionColon = text[versionStart..releaseDash].IndexOf(':');
        int nameColon = text[start..versionDash].IndexOf(':');
        int? epoch = null;
        if (versionColon >= 0)
        {
            if (!TryEpoch(text, versionStart, versionColon, out epoch, out error)) return null;
            versionStart += versionColon + 1;
        }
        else if (nameColon >= 0)
        {
            if (!TryEpoch(text, start, nameColon, out epoch, out error)) return null;
            nameStart += nameColon + 1;
        }

        error = CheckName(text, nameStart, versionDash)
            ?? CheckVersion(text, NevraPart.Version, versionStart, releaseDash)
            ?? CheckVersion(text, NevraPart.Release, releaseDash + 1, dot);
        if (error is not null) return null;

        var evr = new Evr(epoch, text[versionStart..releaseDash].ToString(), text[(releaseDash + 1)..dot].ToString());
        return new Nevra(text[nameStart..versionDash].ToString(), evr, arch.ToString());
    }

    /// <summary>As <see cref="Parse"/>, without the reason.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Nevra? nevra)
    {
        nevra = Parse(text, out _);
        return nevra is not null;
    }

    private static NevraParseError Missing(NevraPart part, int index, string message) => new(part, index, true, message);

    private static bool TryEpoch(ReadOnlySpan<char> text, int start, int length, out int? epoch, out NevraParseError? error)
    {
        bool good = RpmAlphabet.TryParseEpoch(text.Slice(start, length), out int value);
        epoch = good ? value : null;
        error = good
            ? null
            : new NevraParseError(NevraPart.Epoch, start, length == 0,
                $"{UntrustedText.Quote(text.Slice(start, length))} is not an epoch. Write a number from 0 to 2147483647, or leave out the epoch and its colon.");
        return good;
    }

    private static NevraParseError? CheckName(ReadOnlySpan<char> text, int start, int end)
    {
        ReadOnlySpan<char> name = text[start..end];
        if (RpmAlphabet.IsName(name)) return null;
        if (name.IsEmpty) return Missing(NevraPart.Name, start, "The name is missing. Write name-version-release.arch.");

        // The first character has a rule of its own: the others are as in "_" + rest.
        int bad = RpmAlphabet.IsName(name[..1]) ? FirstBad(name, static c => RpmAlphabet.IsName(['_', c])) : 0;
        return Bad(NevraPart.Name, name, start, bad, "letters, digits, '.', '_', '+' and '-', and starts with a letter, a digit or '_'");
    }

    private static NevraParseError? CheckVersion(ReadOnlySpan<char> text, NevraPart part, int start, int end)
    {
        ReadOnlySpan<char> version = text[start..end];
        if (RpmAlphabet.IsVersion(version)) return null;
        return version.IsEmpty
            ? Missing(part, start, $"The {Word(part)} is missing. Write name-version-release.arch.")
            : Bad(part, version, start, FirstBad(version, static c => RpmAlphabet.IsVersion([c])), "letters, digits, '.', '_', '+', '~' and '^'");
    }

    private static NevraParseError Bad(NevraPart part, ReadOnlySpan<char> value, int start, int bad, string alphabet) =>
        new(part, start + bad, false,
            $"{UntrustedText.Quote(value)} is not a {Word(part)} of a package: it has only {alphabet}, and at most {RpmAlphabet.MaxLength} characters. Correct it.");

    private static int FirstBad(ReadOnlySpan<char> text, Func<char, bool> isGood)
    {
        for (int i = 0; i < text.Length && i < RpmAlphabet.MaxLength; i++)
        {
            if (!isGood(text[i])) return i;
        }

        return RpmAlphabet.MaxLength;
    }

    private static string Word(NevraPart part) => part switch
    {
        NevraPart.Name => "name",
        NevraPart.Epoch => "epoch",
        NevraPart.Version => "version",
        NevraPart.Release => "release",
        _ => "architecture",
    };
}
