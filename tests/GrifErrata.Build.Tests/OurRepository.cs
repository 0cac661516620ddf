using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

/// <summary>The repository's own templates project, in the copy that was packed.</summary>
[NonParallelizable]
internal sealed class OurRepository
{
    private static readonly Dictionary<string, string> NodesThatStay = new()
    {
        // Even one project is built in a node of its own, which stays for the next build, but not for long after the last.
        ["MSBUILDNOINPROCNODE"] = "1",
        ["MSBUILDNODECONNECTIONTIMEOUT"] = "30000",
    };

    // As properties: what was packed is compiled already, and the analyzers have had their say.
    private static readonly Dictionary<string, string> Quick = new() { ["Configuration"] = "Release", ["RunAnalyzers"] = "false" };

    [SetUp]
    public void CleanTree() => Git("checkout", "-q", "--", ".");

    [Test]
    public void Every_generated_file_comes_back_byte_for_byte_and_nothing_else_is_left_in_the_tree()
    {
        string pan = Path.Combine(Packages.Repository, "templates", "pan");
        int count = Directory.GetFiles(pan, "*", SearchOption.AllDirectories).Length;
        Directory.Delete(pan, recursive: true);

        CommandResult first = Build().Succeeded();

        Assert.That(first.Generated, Is.True, first.Output);
        Assert.That(Directory.GetFiles(pan, "*", SearchOption.AllDirectories), Has.Length.EqualTo(count).And.Length.GreaterThanOrEqualTo(20));
        Assert.That(Git("status", "--porcelain"), Is.Empty);

        CommandResult second = Build().Succeeded();

        Assert.That(second.Skipped, Is.True, second.Output);
        Assert.That(second.Generated, Is.False, second.Output);
        string[] ignored = Git("status", "--porcelain", "--ignored", "templates").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(ignored, Is.SubsetOf((string[])["!! templates/bin/", "!! templates/obj/"]));
    }

    [Test]
    public void A_change_to_the_library_has_effect_although_MSBuilds_nodes_stay()
    {
        Build().Succeeded();
        const string generator = "src/GrifErrata/Generation/ErrataGenerator.cs";
        string source = File.ReadAllText(Path.Combine(Packages.Repository, generator));
        Assert.That(source, Does.Contain("{Count} files, "));
        File.WriteAllText(Path.Combine(Packages.Repository, generator), source.Replace("{Count} files, ", "{Count} FILES, ", StringComparison.Ordinal));

        CommandResult build = Build().Succeeded();

        Assert.That(build.Output, Does.Contain(" FILES, "));
    }

    [Test]
    public void AcceptErrata_works_at_the_root_of_the_solution()
    {
        File.AppendAllText(Path.Combine(Packages.Repository, "templates/pan/sl5.5-x86_64/rpms/errata/20101125.md"), "by hand\n");
        Assert.That(Git("status", "--porcelain"), Is.Not.Empty);

        DotnetCommand.Run(Packages.Repository, Quick, "build", "-t:AcceptErrata").Succeeded();

        Assert.That(Git("status", "--porcelain"), Is.Empty);
    }

    [Test]
    public void The_documented_commands_for_the_repository_work_and_leave_the_tree_clean()
    {
        DocumentedCommands.RunThoseForTheRepository(Quick);

        Assert.That(Git("status", "--porcelain"), Is.Empty);
    }

    private static CommandResult Build() => DotnetCommand.Run(Packages.Repository, NodesThatStay, "build", "templates",
        "-c", "Release", "-v:n", $"-p:Version={Packages.Version}", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false");

    private static string Git(params string[] arguments) =>
        DotnetCommand.RunProgram("git", Packages.Repository, Packages.UsersCache, arguments).Succeeded().Output;
}
