namespace GrifErrata.Feeds.Fetching;

/// <summary>The beginning of a file, with the server's mark of the version that it belongs to (RFC 9110, 13.1.5).</summary>
/// <param name="path">The file's path; the mark lies beside it.</param>
internal sealed class PartialFile(string path)
{
    private string MarkPath => path + ".mark";

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Bytes that are there and belong to a version that the server can name; else 0.</summary>
    public long Length => Mark is not null && File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>A strong ETag or a <c>Last-Modified</c>, or null.</summary>
    public string? Mark => File.Exists(MarkPath) ? File.ReadAllText(MarkPath) : null;

    /// <summary>Starts anew for a version.</summary>
    public FileStream Create(string? mark)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.Delete(MarkPath);
        FileStream stream = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        if (mark is not null) File.WriteAllText(MarkPath, mark);
        return stream;
    }

    /// <summary>Goes on at the end.</summary>
    public FileStream Append() => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    /// <summary>Forgets it.</summary>
    public void Delete()
    {
        File.Delete(MarkPath);
        if (Directory.Exists(System.IO.Path.GetDirectoryName(path))) File.Delete(path);
    }
}
