using System.Collections.Immutable;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Repositories;
using GrifErrata.RepositorySnapshots;
using GrifErrata.Updates;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>A site with an OS of el9's kind: a base repository, an errata repository, another one, and update version 20250211.</summary>
internal sealed class SnapshotSite : IDisposable
{
    public const string Version = "20250211";

    public SnapshotSite()
    {
        Write("errata-input/el9/os.yaml", """
            nodeOsVersion: el9x-x86_64
            arch: x86_64
            select: advisories
            sources:
              base: [sources/base]
              errata: [sources/errata]
              other: [sources/epel]
              advisories: [sources/advisories.xml]
            feeds:
              - { url: 'https://mirror.example.org/el9/base/', to: base, type: repodata }
            """);
        Write("errata-input/el9/sources/advisories.xml", $"<updates>{Advisory("ADV-1", "glibc-2.34-125.x86_64")}{Advisory("ADV-2", "tools-4-1.x86_64")}{Advisory("ADV-3", "kernel-5.14-3.x86_64")}</updates>");
        Write($"errata-input/el9/updates/{Version}.yaml", "kind: monthly\nstate: draft\n");
        Base = ["glibc-2.34-100.x86_64", "tools-3-1.x86_64", "bash-5.1-6.x86_64", "kernel-5.14-1.x86_64", "kernel-core-5.14-1.x86_64", "kernel-srpm-macros-1.0-13.noarch"];
        Errata =
        [
            "glibc-2.34-125.x86_64 built 2025-01-20", "glibc-2.34-130.x86_64 built 2025-03-01", "tools-4-1.x86_64 built 2025-01-21 requires libnew", "libnew-1-1.x86_64 built 2025-01-21 provides libnew requires deeper",
            "deeper-1-1.x86_64 built 2025-01-21", "bash-5.1-9.x86_64 built 2025-01-22", "kernel-5.14-2.x86_64 built 2025-01-22", "kernel-core-5.14-2.x86_64 built 2025-01-22", "kernel-5.14-3.x86_64 built 2025-02-01",
            "kernel-core-5.14-3.x86_64 built 2025-02-01", "kernel-srpm-macros-1.0-14.noarch built 2025-02-01",
        ];
        Other = ["site-app-1-1.x86_64 built 2024-05-01", "site-app-2-1.x86_64 built 2025-03-01", "glibc-2.34-200.x86_64 built 2024-05-01", "kernel-ml-6.0-1.x86_64 built 2024-05-01"];
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("grif-errata-snapshot-").FullName;

    public string Output => Path.Combine(Root, "served");

    public string Shown => Path.Combine(Output, Version, "el9x-x86_64");

    public string[] Base { get; set; }

    public string[] Errata { get; set; }

    public string[] Other { get; set; }

    /// <summary>Changes the errata repository before it is written.</summary>
    public Func<WrittenRepository, WrittenRepository> Change { get; set; } = r => r;

    public Dictionary<string, string> Addresses { get; } = new(StringComparer.Ordinal)
    {
        ["errata"] = "https://mirror.example.org/el9/errata", ["epel"] = "https://mirror.example.org/epel",
    };

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public static string Advisory(string id, params string[] packages) => $"""
        <update type="security"><id>{id}</id><title>{id} &amp; more</title><issued date="2025-01-30"/><severity>Important</severity><description>Kept as it is</description><pkglist><collection>
        {string.Join('\n', packages.Select(p => GrifErrata.Rpm.NevraParser.Parse(p, out _)!).Select(n => $"<package name=\"{n.Name}\" epoch=\"0\" version=\"{n.Evr.Version}\" release=\"{n.Evr.Release}\" arch=\"{n.Arch}\"><filename>x</filename></package>"))}
        </collection></pkglist></update>
        """;

    public void Write(string path, string text)
    {
        string full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Makes the snapshot; null after an error.</summary>
    public SnapshotResult? Make(DiagnosticBag diagnostics, Func<SnapshotRequest, SnapshotRequest>? change = null, Action<string>? beforeStep = null)
    {
        string sources = Path.Combine(Root, "errata-input/el9/sources");
        if (Base.Length > 0) new WrittenRepository { Packages = Base }.Write(Path.Combine(sources, "base"));
        if (Errata.Length > 0) Change(new WrittenRepository { Packages = Errata }).Write(Path.Combine(sources, "errata"));
        if (Other.Length > 0) new WrittenRepository { Packages = Other }.Write(Path.Combine(sources, "epel"));
        return Content(diagnostics, change) is { } content
            ? new SnapshotWriter(new SnapshotStore(Output, "el9x-x86_64") { BeforeStep = beforeStep }).Write(content, diagnostics, default) : null;
    }

    public SnapshotContent? Content(DiagnosticBag diagnostics, Func<SnapshotRequest, SnapshotRequest>? change = null)
    {
        string input = Path.Combine(Root, "errata-input"), os = Path.Combine(input, "el9");

        // Feeds are named for their addresses; that they were never fetched is of no interest here.
        DiagnosticBag own = [];
        (string folder, OsDefinition definition) = ErrataInput.ReadDefinitions(input, null, own).Single();
        OsErrata errata = OsSources.Read(folder, definition, [.. Directory.EnumerateFiles(Path.Combine(os, "updates")).Order(StringComparer.Ordinal).Select(f => UpdateDefinitionReader.Read(File.ReadAllBytes(f), f, own)!)], own, default);
        ImmutableArray<UpdateVersion> versions = UpdatePlanner.Plan(errata, own, default);
        Assert.That(own.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        UpdateVersion version = versions.Single(v => v.Name == Version);
        PackageTable table = OsPackageTable.Read(folder, errata, own, default);
        FixPlan fixes = FixPlanner.Plan(table, version, errata);
        ImmutableArray<SnapshotRepository> repositories = SnapshotRepositories.Find(folder, definition, Addresses, Metadata, diagnostics, default);
        if (diagnostics.HasErrors) return null;
        FederationDefinition? federation = ErrataInput.ReadFederation(input, own);
        SnapshotRequest request = new(errata, version, fixes, table, repositories) { Federation = federation };
        return SnapshotContent.Find(change?.Invoke(request) ?? request, diagnostics, default);
    }

    /// <summary>The packages that machines see in a repository.</summary>
    public string[] Packages(string repository)
    {
        DiagnosticBag diagnostics = [];
        string[] found = [.. new RepodataReader().ReadPackages(Path.Combine(Shown, repository), diagnostics, default).Select(p => p.Nevra.ToString())];
        Assert.That(diagnostics, Is.Empty);
        return found;
    }

    /// <summary>The text of a file of a repository's metadata, decompressed.</summary>
    public string Text(string repository, string type)
    {
        string text = string.Empty;
        DiagnosticBag diagnostics = [];
        new RepodataReader().ReadData(Path.Combine(Shown, repository), type, mayBeAbsent: false, (content, _, _) => text = new StreamReader(content).ReadToEnd(), diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return text;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
