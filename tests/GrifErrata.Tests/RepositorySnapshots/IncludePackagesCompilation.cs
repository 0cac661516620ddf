using System.Text.Json;
using GrifErrata.RepositorySnapshots;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>The Pan with <c>includepkgs</c>, compiled with the Pan compiler that the environment variable PancPath names.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class IncludePackagesCompilation : IDisposable
{
    private readonly SnapshotSite _site = new();

    public void Dispose() => _site.Dispose();

    [Test]
    public void Each_repository_that_a_list_names_gets_it_under_the_sites_own_name_too()
    {
        string? panc = Environment.GetEnvironmentVariable("PancPath"), library = Environment.GetEnvironmentVariable("TemplateLibraryPath");
        if (string.IsNullOrEmpty(panc)) Assert.Ignore("The environment variable PancPath does not name a Pan compiler.");
        _site.Make([]);
        foreach ((string path, string text) in IncludePackages.Files(_site.Content([])!)) _site.Write($"pan/{path}", text);
        bool hasTypes = !string.IsNullOrEmpty(library);
        string Repository(string name) => $"dict('name', '{name}', 'protocols', list(dict('name', 'http', 'url', 'http://m.example.org/x')))";
        _site.Write("pan/host.pan", $"""
            object template host;
            {(hasTypes ? "include 'pan/types';\ninclude 'components/spma/software';\nbind '/software/repositories' = SOFTWARE_REPOSITORY[];" : string.Empty)}
            variable ERRATA_REPOSITORY_NAMES ?= dict('{"{el9_base}"}', 'base');
            '/software/repositories' = list({Repository("el9_base")}, {Repository("errata")}, {Repository("own")});
            include 'repository/errata/{SnapshotSite.Version}';

            """);
        string pan = Path.Combine(_site.Root, "pan");
        Programs.Run(panc, pan, new Dictionary<string, string>(StringComparer.Ordinal),
            ["--include-path", hasTypes ? $"{pan}:{pan}/el9:{library}" : $"{pan}:{pan}/el9", "--output-dir", pan, "--formats", "json", Path.Combine(pan, "host.pan")]);
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(pan, "host.json")));
        JsonElement repositories = profile.RootElement.GetProperty("software").GetProperty("repositories");
        Assert.That(Included(repositories[0]), Does.Contain("glibc-0:2.34-100.x86_64").And.Length.EqualTo(_site.Base.Length));
        Assert.That(Included(repositories[1]), Is.EqualTo(["deeper-0:1-1.x86_64", "glibc-0:2.34-125.x86_64", "libnew-0:1-1.x86_64", "tools-0:4-1.x86_64"]));
        Assert.That(repositories[2].TryGetProperty("includepkgs", out _), Is.False);
    }

    private static string[] Included(JsonElement repository) => [.. repository.GetProperty("includepkgs").EnumerateArray().Select(e => e.GetString()!)];
}
