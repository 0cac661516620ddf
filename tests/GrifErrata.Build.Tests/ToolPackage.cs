namespace GrifErrata.Build.Tests;

internal sealed class ToolPackage
{
    [Test]
    public void The_command_installs_from_its_package_into_a_tool_manifest_and_runs()
    {
        Packages.Require("GrifErrata.Tool");
        string root = Path.Combine(Packages.Temporary, "tool");
        Directory.CreateDirectory(root);
        Packages.WriteNuGetConfig(root);
        DotnetCommand.Run(root, Packages.FreshCache, "new", "tool-manifest").Succeeded();
        DotnetCommand.Run(root, Packages.FreshCache, "tool", "install", "GrifErrata.Tool", "--version", Packages.Version).Succeeded();

        CommandResult help = DotnetCommand.Run(root, Packages.FreshCache, "grif-errata", "--help").Succeeded();
        CommandResult compared = DotnetCommand.Run(root, Packages.FreshCache, "grif-errata", "vercmp", "4.7", "4.10").Succeeded();

        Assert.That(help.Output, Does.Contain("generate"));
        Assert.That(compared.Output.Trim(), Is.EqualTo("-1"));
    }
}
