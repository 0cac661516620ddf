namespace GrifErrata.Tests;

/// <summary>The working tree that the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds GrifErrata.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "GrifErrata.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("GrifErrata.sln is above none of the test's folders.");
    }
}
