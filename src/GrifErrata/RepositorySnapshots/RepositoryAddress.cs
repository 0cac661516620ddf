namespace GrifErrata.RepositorySnapshots;

/// <summary>Where machines get a repository's packages: an address and nothing that can lead away from it.</summary>
public static class RepositoryAddress
{
    /// <summary>Reads an address of the kinds http, https and file.</summary>
    /// <param name="text">The address of the folder that holds <c>repodata</c>.</param>
    /// <param name="address">The address without a slash at its end; empty where it is refused.</param>
    /// <returns>Null, or why it is refused: completes the sentence "the address ... ".</returns>
    public static string? Check(string text, out string address)
    {
        address = string.Empty;
        if (text.Any(c => c is <= ' ' or > '~' or '"' or '<' or '>' or '\\')) return "has a character that an address cannot have; write it as %XX";
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https" or "file"))
            return "is not one of the kinds http, https and file";
        if (uri.UserInfo.Length > 0) return "has a user or password, which every machine could read";
        if (text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal)) return "has a '?' or '#', behind which no file of the repository can be named";
        if (uri.Scheme != "file" && uri.Host.Length == 0) return "names no server";
        address = text.TrimEnd('/');
        return null;
    }

    /// <summary>Why a package's place in its repository is refused, or null: completes the sentence "its file ... ".</summary>
    /// <param name="href">As primary.xml has it: relative, with <c>/</c>; may hold <c>%XX</c>.</param>
    public static string? CheckLocation(ReadOnlySpan<byte> href)
    {
        if (href.IsEmpty) return "has no name";
        if (href[0] == (byte)'/') return "is named by an absolute path";
        if (href.IndexOfAny("\\?#"u8) >= 0) return "has one of the characters \\ ? # in its name";
        int colon = href.IndexOf((byte)':'), slash = href.IndexOf((byte)'/');
        if (colon > 0 && char.IsAsciiLetter((char)href[0]) && (slash < 0 || colon < slash)) return "is named by an address";
        foreach (byte b in href)
        {
            if (b is < (byte)' ' or 0x7F) return "has a control character in its name";
        }

        foreach (Range part in href.Split((byte)'/'))
        {
            if (IsParent(href[part])) return "is named with '..'";
        }

        return null;
    }

    // Servers and readers take %2e for a dot, and %2f for a slash behind which dots may follow.
    private static bool IsParent(ReadOnlySpan<byte> part)
    {
        if (part.IndexOf((byte)'%') < 0) return part.SequenceEqual(".."u8);
        string text = Uri.UnescapeDataString(System.Text.Encoding.UTF8.GetString(part));
        return text.Split('/', '\\').Contains("..") || text.StartsWith('/') || text.Contains('\0', StringComparison.Ordinal);
    }
}
