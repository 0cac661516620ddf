using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

/// <summary>A site's project in a folder of its own: a package reference and <c>errata-input/</c>, nothing else. Its path has a space.</summary>
internal sealed class SiteProject : IDisposable
{
    private bool _restored;

    /// <summary>Makes the project; nothing is built.</summary>
    /// <param name="sdk">NoTargets, which is quick, or Microsoft.NET.Sdk.</param>
    public SiteProject(string sdk = "Microsoft.Build.NoTargets/3.7.0")
    {
        Root = Path.Combine(Packages.Temporary, "sites", $"a site {Guid.NewGuid():N}");
        Packages.Copy(new(Path.Combine(Checkout.Root, "tests", "GrifErrata.Build.Tests", "site")), Root);
        Packages.WriteNuGetConfig(Root);
        Write("Site.csproj",
            $"""
             <Project Sdk="{sdk}">
               <PropertyGroup>
                 <TargetFramework>net10.0</TargetFramework>
               </PropertyGroup>
               <ItemGroup>
                 <PackageReference Include="GrifErrata.Build" Version="{Packages.Version}" />
               </ItemGroup>
             </Project>
             """);
    }

    /// <summary>The project's folder.</summary>
    public string Root { get; }

    /// <summary>Path of the packages of the released version.</summary>
    public const string Released = "templates/pan/el5-x86_64/rpms/errata/20100906.tpl";

    /// <summary>Path of the packages of the draft.</summary>
    public const string Draft = "templates/pan/el5-x86_64/rpms/errata/20101022.tpl";

    /// <summary>Path of the draft's definition.</summary>
    public const string DraftDefinition = "errata-input/el5-x86_64/updates/20101022.yaml";

    /// <summary>Folder of the source listings.</summary>
    public const string Listings = "errata-input/el5-x86_64/sources/errata";

    /// <summary>Folder of what the build keeps for itself.</summary>
    public const string Intermediate = "obj/Debug/net10.0/grif-errata";

    /// <summary>Builds once and expects success.</summary>
    public static SiteProject Built()
    {
        SiteProject site = new();
        site.Build().Succeeded();
        return site;
    }

    /// <summary>Full path of a file.</summary>
    public string At(string relative) => Path.Combine(Root, relative);

    /// <summary>A file's text.</summary>
    public string Read(string relative) => File.ReadAllText(At(relative));

    /// <summary>Writes a file.</summary>
    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), text);
    }

    /// <summary>Replaces words in a file that must have them.</summary>
    public void Edit(string relative, string old, string now)
    {
        string text = Read(relative);
        Assert.That(text, Does.Contain(old));
        Write(relative, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary><c>dotnet build</c>; the first one restores.</summary>
    public CommandResult Build(params string[] arguments)
    {
        string[] common = _restored ? ["build", "-v:n", "--no-restore"] : ["build", "-v:n"];
        _restored = true;
        return DotnetCommand.Run(Root, Packages.FreshCache, [.. common, .. arguments]);
    }

    /// <summary>The generated files with their bytes and times, in order.</summary>
    public IReadOnlyList<string> Outputs(bool times = false)
    {
        string folder = At("templates/pan");
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
                $"{Path.GetRelativePath(folder, path)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}"
                + (times ? $" {File.GetLastWriteTimeUtc(path):O}" : string.Empty)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
