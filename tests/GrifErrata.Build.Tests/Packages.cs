using System.Globalization;
using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

/// <summary>
/// Packs a copy of the repository once a run, with one <c>dotnet pack</c> at its root. The copy keeps the test's own bin and obj out of
/// it, and the packages get a version that no cache holds.
/// </summary>
[SetUpFixture]
internal sealed class Packages
{
    private static readonly string[] NotCopied = [".git", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>A folder of this run; all that the tests write lies in it.</summary>
    public static string Temporary { get; private set; } = string.Empty;

    /// <summary>The copy of the repository, in git, as a fresh clone would be, after the pack.</summary>
    public static string Repository => Path.Combine(Temporary, "repository");

    /// <summary>The local feed.</summary>
    public static string Feed => Path.Combine(Temporary, "feed");

    /// <summary>The version of the packages in the feed.</summary>
    public static string Version { get; } = DateTime.UtcNow.ToString("'0.1.0-test.'yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    /// <summary>What <c>dotnet pack</c> said.</summary>
    public static CommandResult Pack { get; private set; } = new(-1, string.Empty);

    /// <summary>A package cache that was empty at the start, for projects that use the packages.</summary>
    public static IReadOnlyDictionary<string, string> FreshCache { get; private set; } = new Dictionary<string, string>();

    /// <summary>The user's own package cache.</summary>
    public static IReadOnlyDictionary<string, string> UsersCache { get; } = new Dictionary<string, string>();

    /// <summary>Ignores the test where the checkout does not make that package.</summary>
    public static void Require(string package)
    {
        if (!File.Exists(Path.Combine(Feed, $"{package}.{Version}.nupkg"))) Assert.Ignore($"{package} is not part of this checkout.");
    }

    /// <summary>A <c>NuGet.config</c> that adds the local feed to the user's sources.</summary>
    public static void WriteNuGetConfig(string folder) => File.WriteAllText(Path.Combine(folder, "NuGet.config"),
        $"""
         <configuration>
           <packageSources>
             <add key="this-run" value="{Feed}" />
           </packageSources>
         </configuration>
         """);

    [OneTimeSetUp]
    public static void CopyAndPack()
    {
        Temporary = Directory.CreateTempSubdirectory("grif-errata-tests-").FullName;
        FreshCache = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(Temporary, "package-cache") };
        Copy(new(Checkout.Root), Repository);
        string[] commit = ["-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "copy"];
        foreach (string[] arguments in (string[][])[["init", "-q"], ["add", "-A"], commit])
            DotnetCommand.RunProgram("git", Repository, UsersCache, arguments).Succeeded();

        // The analyzers have had their say in the build of these tests.
        Pack = DotnetCommand.Run(Repository, UsersCache, "pack", "-v:m", $"-p:Version={Version}", "-o", Feed,
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GrifErrataSkip=true").Succeeded();
    }

    [OneTimeTearDown]
    public static void Delete() => Directory.Delete(Temporary, recursive: true);

    internal static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileInfo file in from.EnumerateFiles().Where(f => f.Name != ".git")) file.CopyTo(Path.Combine(to, file.Name));
        foreach (DirectoryInfo folder in from.EnumerateDirectories().Where(d => !NotCopied.Contains(d.Name)))
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
