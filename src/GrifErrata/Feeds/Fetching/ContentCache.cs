using System.Security.Cryptography;
using System.Text;

namespace GrifErrata.Feeds.Fetching;

/// <summary>
/// Fetched files by their SHA-256, so that nothing is fetched twice, and the beginnings of files whose download broke off. What it holds is
/// never trusted: a file is hashed when it is found.
/// </summary>
/// <param name="root">The folder; made when it is needed.</param>
public sealed class ContentCache(string root)
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "GRIF_ERRATA_CACHE";

    /// <summary>The folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>
    /// The user's cache: <c>$GRIF_ERRATA_CACHE</c>, else <c>$XDG_CACHE_HOME/grif-errata</c>, else <c>~/.cache/grif-errata</c> (XDG base directory
    /// specification).
    /// </summary>
    public static ContentCache OfUser()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return new(named);
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string folder = Path.IsPathFullyQualified(xdg ?? string.Empty) ? xdg! : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new(Path.Combine(folder, "grif-errata"));
    }

    /// <summary>The path of a file, or null where the cache does not have it whole.</summary>
    internal string? Find(string sha256)
    {
        string path = PathOf(sha256);
        if (!File.Exists(path)) return null;
        if (PinnedFeeds.Hash(path) == sha256) return path;
        File.Delete(path);
        return null;
    }

    /// <summary>Takes a whole file in.</summary>
    /// <returns>Its path in the cache.</returns>
    internal string Take(string file, string sha256)
    {
        string path = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(file, path, overwrite: true);
        return path;
    }

    /// <summary>Where the beginning of a file is kept until it is whole.</summary>
    internal PartialFile Partial(Uri url) =>
        new(Path.Combine(Root, "partial", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)))));

    /// <summary>A new, empty folder in which a copy of a feed is put together before it is taken.</summary>
    internal string NewFolder() => Directory.CreateDirectory(Path.Combine(Root, "staging", Guid.NewGuid().ToString("N"))).FullName;

    private string PathOf(string sha256) => Path.Combine(Root, "sha256", sha256[..2], sha256);
}
