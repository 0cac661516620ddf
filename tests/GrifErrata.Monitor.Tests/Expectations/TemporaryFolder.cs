namespace GrifErrata.Monitor.Tests.Expectations;

/// <summary>A folder that is there as long as the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("grif-errata-").FullName;

    /// <summary>Writes a file with a time of its own: two writes within the clock's tick would look alike.</summary>
    public string Write(string name, string text, int hour = 0)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, new DateTime(2010, 11, 25, 0, 0, 0, DateTimeKind.Utc).AddHours(hour));
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
