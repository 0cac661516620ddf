using System.Collections.Immutable;

namespace GrifErrata.Feeds.Fetching;

/// <summary>A whole copy of a feed in the cache, not yet at its place.</summary>
/// <param name="Files">Its files, in the order in which they are put at their places: what names others comes last.</param>
internal sealed record FeedCopy(ImmutableArray<CopiedFile> Files)
{
    /// <summary>ETag of repomd.xml or of the file.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c> of repomd.xml or of the file, as written.</summary>
    public string? LastModified { get; init; }

    /// <summary>Fingerprint of the key that signed it.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Whether it is what is pinned already, because the server says so; then it has no files.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The copy that is pinned already.</summary>
    public static FeedCopy Unchanged { get; } = new([]) { IsUnchanged = true };

    /// <summary>Puts the files together below a folder; paths are relative to the feed's place, empty for a feed of one file.</summary>
    public void Lay(string place)
    {
        foreach (CopiedFile file in Files)
        {
            string path = file.Relative.Length == 0 ? place : Path.Combine(place, file.Relative);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file.CachePath, path, overwrite: true);
        }
    }
}

/// <summary>One file of a copy.</summary>
/// <param name="Relative">Path relative to the feed's place, with <c>/</c>; empty for the file that is the feed; <c>.asc</c> for its signature.</param>
/// <param name="CachePath">Where it lies.</param>
/// <param name="Sha256">SHA-256.</param>
/// <param name="Size">Bytes.</param>
internal sealed record CopiedFile(string Relative, string CachePath, string Sha256, long Size)
{
    /// <summary>Of a fetched file.</summary>
    public static CopiedFile Of(string relative, FetchedFile file) => new(relative, file.Path, file.Sha256, file.Size);
}
