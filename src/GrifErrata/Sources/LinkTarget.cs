namespace GrifErrata.Sources;

/// <summary>Finds out where a path really leads.</summary>
internal static class LinkTarget
{
    /// <summary>Whether a path, with every link on the way followed, lies outside a folder. A link that leads nowhere or in a circle does too.</summary>
    public static bool IsOutside(string folder, string path)
    {
        try
        {
            string root = Real(folder), real = Real(path);
            return real != root && !real.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string Real(string path)
    {
        string full = Path.GetFullPath(path);
        string resolved = Path.GetPathRoot(full)!;
        foreach (string part in full[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(resolved, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            resolved = info.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : next;
        }

        return resolved;
    }
}
