namespace GrifErrata.Monitor.Expectations;

/// <summary>What tells that a file was written since: its length and time.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Written">Last write, ticks of UTC.</param>
internal readonly record struct FileStamp(long Length, long Written)
{
    /// <summary>The stamp of a file now; all zero where it is gone.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.Exists ? new(file.Length, file.LastWriteTimeUtc.Ticks) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
