namespace GrifErrata.Monitor.Sample;

/// <summary>What <c>--sample</c> does: the monitor starts with made-up data in a temporary folder, which goes when it stops.</summary>
internal static class SampleStart
{
    /// <summary>The option.</summary>
    public const string Option = "--sample";

    /// <summary>Makes the data, and replaces the option by those that name it.</summary>
    /// <param name="arguments">Arguments with the option among them.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>The arguments, and the folder to remove at the end.</returns>
    public static async Task<(string[] Arguments, DirectoryInfo Folder)> PrepareAsync(IEnumerable<string> arguments, DateTimeOffset now)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("grif-errata-sample-");
        SamplePlaces places = await SampleData.WriteAsync(folder.FullName, now);
        return ([.. arguments.Where(a => a != Option), "--database", places.Database, "--input", places.Input, "--profiles", places.Profiles], folder);
    }

    /// <summary>Removes the data; what cannot be removed stays in the system's folder for temporary files.</summary>
    public static void Remove(DirectoryInfo? folder)
    {
        try
        {
            folder?.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"grif-errata-monitor: {folder!.FullName} cannot be removed: {e.Message}");
        }
    }
}
