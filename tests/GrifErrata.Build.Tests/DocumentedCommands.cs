using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

/// <summary>What docs/build.md tells people to type and write is what these tests run.</summary>
internal sealed class DocumentedCommands
{
    private static string[] Page => File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "build.md"));

    [Test]
    public void The_pages_site_project_builds_and_every_command_for_a_site_works_in_it()
    {
        using SiteProject site = new();
        site.Write("Site.csproj", string.Join('\n', Block("xml")).Replace("Version=\"0.1.0\"", $"Version=\"{Packages.Version}\"", StringComparison.Ordinal));

        string[] commands = Block("sh site");
        Assert.That(commands, Has.Length.GreaterThanOrEqualTo(7));
        foreach (string command in commands) Run(command, site.Root, Packages.FreshCache);

        Assert.That(File.Exists(site.At(SiteProject.Draft)), Is.True);
    }

    /// <summary>Runs in <see cref="OurRepository"/>, whose tests change the same copy.</summary>
    public static void RunThoseForTheRepository(IReadOnlyDictionary<string, string> environment)
    {
        string[] commands = Block("sh repository");
        Assert.That(commands, Has.Length.GreaterThanOrEqualTo(4));
        foreach (string command in commands) Run(command, Packages.Repository, environment);
    }

    private static void Run(string command, string folder, IReadOnlyDictionary<string, string> environment)
    {
        string[] words = command.Split(' ');
        Assert.That(words[0], Is.EqualTo("dotnet"), command);
        DotnetCommand.Run(folder, environment, words[1..]).Succeeded();
    }

    /// <summary>The lines of all fenced blocks with that information string.</summary>
    private static string[] Block(string information)
    {
        List<string> lines = [];
        bool inside = false;
        foreach (string line in Page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = !inside && line == $"```{information}";
            else if (inside) lines.Add(line);
        }

        return [.. lines];
    }
}
