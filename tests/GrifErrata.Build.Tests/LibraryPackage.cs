using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

internal sealed class LibraryPackage
{
    [Test]
    public void A_fresh_console_project_plans_and_generates_with_the_library_package()
    {
        string root = Path.Combine(Packages.Temporary, "console");
        string tests = Path.Combine(Checkout.Root, "tests", "GrifErrata.Build.Tests");
        Packages.Copy(new(Path.Combine(tests, "console")), root);
        Packages.Copy(new(Path.Combine(tests, "site", "errata-input")), Path.Combine(root, "errata-input"));
        Packages.WriteNuGetConfig(root);
        File.WriteAllText(Path.Combine(root, "Console.csproj"),
            $"""
             <Project Sdk="Microsoft.NET.Sdk">
               <PropertyGroup>
                 <OutputType>Exe</OutputType>
                 <TargetFramework>net10.0</TargetFramework>
                 <ImplicitUsings>enable</ImplicitUsings>
                 <Nullable>enable</Nullable>
               </PropertyGroup>
               <ItemGroup>
                 <PackageReference Include="GrifErrata" Version="{Packages.Version}" />
               </ItemGroup>
             </Project>
             """);

        CommandResult run = DotnetCommand.Run(root, Packages.FreshCache, "run").Succeeded();

        Assert.That(run.Output, Is.EqualTo(
            "el5-x86_64 20100906: 1 packages\nel5-x86_64 20101022: 2 packages\n8 files written\n"));
    }
}
