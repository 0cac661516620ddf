namespace GrifErrata.Tests;

/// <summary>Real files of public projects that lie beside a developer's checkout; tests that read them skip where they are absent.</summary>
internal static class SharedData
{
    /// <summary>Full path of a file or folder under <c>shared/data</c>; ignores the test where it is absent.</summary>
    public static string Path(string relative)
    {
        if (Find(relative) is { } path) return path;
        Assert.Ignore($"shared/data/{relative} is not on this machine.");
        return string.Empty;
    }

    /// <summary>The same, or null where it is absent.</summary>
    public static string? Find(string relative)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Checkout.Root, "..", "shared", "data", relative));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }
}
