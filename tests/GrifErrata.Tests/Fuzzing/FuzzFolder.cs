namespace GrifErrata.Tests.Fuzzing;

/// <summary>Where inputs lie that a reader opens by path: one folder a thread, so that several readers can run at once.</summary>
internal static class FuzzFolder
{
    [ThreadStatic]
    private static string? _path;

    /// <summary>The folder of this thread, which is gone after the process.</summary>
    public static string Path => _path ??= Create();

    private static string Create()
    {
        string path = Directory.CreateTempSubdirectory("grif-errata-fuzz-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(path, recursive: true);
        return path;
    }
}
