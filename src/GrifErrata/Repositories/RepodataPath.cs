namespace GrifErrata.Repositories;

/// <summary>Finds a file that metadata names, inside the repository's folder and nowhere else.</summary>
internal static class RepodataPath
{
    // Linux follows 40 links (path_resolution(7)).
    private const int MaxLinks = 40;

    /// <summary>The path of a file, or null with the reason why it is refused. Nothing is opened.</summary>
    /// <param name="root">The repository's folder.</param>
    /// <param name="href">Relative, with <c>/</c>, as repomd.xml has it.</param>
    /// <param name="reason">Completes the sentence "the file ... ".</param>
    public static string? Resolve(string root, string href, out string reason)
    {
        reason = href switch
        {
            _ when href.Length == 0 => "has no name",
            _ when href.Contains('\0', StringComparison.Ordinal) => "has a NUL in its name",
            _ when href.Contains('\\', StringComparison.Ordinal) => "has a backslash in its name",
            _ when href.StartsWith('/') => "is named by an absolute path",
            _ when HasScheme(href) => "is named by an address",
            _ when href.Split('/').Contains("..") => "is named with '..'",
            _ => string.Empty,
        };
        if (reason.Length > 0) return null;
        string path = Path.Combine(root, href);
        string? realRoot = Real(Path.GetFullPath(root));
        string? real = Real(Path.GetFullPath(path));
        if (realRoot is not null && real is not null
            && real.StartsWith(realRoot.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            return path;
        }

        reason = "leads out of the repository through a link";
        return null;
    }

    private static bool HasScheme(string href)
    {
        int colon = href.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(href[0]) && href.AsSpan(0, colon).IndexOf('/') < 0;
    }

    /// <summary>The path with every link in it followed; null if there are too many.</summary>
    private static string? Real(string absolute)
    {
        int links = 0;
        Stack<string> ahead = new(absolute.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        List<string> real = [];
        while (ahead.TryPop(out string? part))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                if (real.Count > 0) real.RemoveAt(real.Count - 1);
                continue;
            }

            string? target = new FileInfo("/" + string.Join('/', real.Append(part))).LinkTarget;
            if (target is null)
            {
                real.Add(part);
                continue;
            }

            if (++links > MaxLinks) return null;
            if (target.StartsWith('/')) real.Clear();
            foreach (string step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) ahead.Push(step);
        }

        return "/" + string.Join('/', real);
    }
}
