using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Tests.Generation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

/// <summary>Which module streams an OS uses, and what of the others is left out.</summary>
public sealed class ModuleStreamsTests
{
    private static readonly ModuleStream Ten = new("nodejs", "10", "1", "c", "x86_64");
    private static readonly ModuleStream Twelve = new("nodejs", "12", "1", "d", "x86_64");

    private static readonly ModularPackages Known = new(new(
        [new(Ten, [Nevra("nodejs-1:10.1-1.module+el8+1.x86_64")], default), new(Twelve, [Nevra("nodejs-1:12.1-1.module+el8+2.x86_64")], default)], []));

    [Test]
    public void Builds_of_streams_that_are_not_in_use_are_no_candidates() =>
        Assert.That(Streams("nodejs:10").Of([Build("nodejs-1:10.1-1.module+el8+1.x86_64"), Build("nodejs-1:12.1-1.module+el8+2.x86_64"), Build("bash-0:5-1.x86_64")]).Select(p => p.Nevra.ToString()),
            Is.EqualTo((string[])["nodejs-1:10.1-1.module+el8+1.x86_64", "bash-5-1.x86_64"]));

    [Test]
    public void Fixes_of_streams_that_are_not_in_use_are_left_out_and_a_stream_that_the_feed_leaves_out_is_found()
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<Advisory> scoped = Streams("nodejs:12").Of([Fixes()], diagnostics);
        Assert.That(scoped.Single().Packages.Select(p => (p.Nevra.ToString(), p.Modules.Length)),
            Is.EqualTo(new[] { ("nodejs-1:12.1-1.module+el8+2.x86_64", 1), ("bash-5-1.x86_64", 0) }));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void Where_os_yaml_does_not_say_which_are_in_use_it_is_asked_once()
    {
        DiagnosticBag diagnostics = [];
        Streams(null).Of([Fixes(), Fixes() with { Id = "B" }], diagnostics);
        Diagnostic warning = diagnostics.Single();
        Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2409", new SourceLocation("os.yaml", 1, 1))));
        Assert.That(warning.Message, Is.EqualTo(
            "Fixes of module streams were left out, since os.yaml does not say which are in use: nodejs:10 (2 advisories), nodejs:12 (2 advisories). "
            + "Write those that machines use into `modules`, or `modules: []` if none is."));
    }

    [Test]
    public void An_empty_list_says_that_none_is_in_use()
    {
        DiagnosticBag diagnostics = [];
        Assert.That(Streams("").Of([Fixes()], diagnostics).Single().Packages.Select(p => p.Nevra.Name), Is.EqualTo((string[])["bash"]));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void An_update_of_an_OS_takes_only_builds_of_its_streams_though_the_others_are_newer()
    {
        using InputFolder folder = new();
        folder.Write("os.yaml", """
            nodeOsVersion: el8x-x86_64
            arch: x86_64
            modules: ['nodejs:10']
            sources: { base: [sources/base.csv], errata: [sources/repository], advisories: [sources/advisories/*] }
            """);
        folder.Write("sources/base.csv", "name,epoch,version,release,arch\nnodejs,1,10.0,1.module+el8+0,x86_64\n");
        WriteRepository(folder);
        folder.Write("sources/advisories/a.xml", InputFolder.Updates("""
            <update type="security"><id>A</id><issued date="2010-11-01"/><pkglist><collection>
            <package name="nodejs" epoch="1" version="10.1" release="1.module+el8+1" arch="x86_64"/>
            <package name="nodejs" epoch="1" version="12.1" release="1.module+el8+2" arch="x86_64"/></collection></pkglist></update>
            """));
        folder.Write("updates/20101022.yaml", "kind: monthly\nstate: draft\n");
        folder.Write("updates/20101125.yaml", "kind: monthly\nstate: draft\n");
        DiagnosticBag diagnostics = [];
        OsErrata errata = ErrataInput.Read(folder.Input, null, diagnostics, default).Single();
        UpdateVersion version = UpdatePlanner.Plan(errata, diagnostics)[^1];
        Assert.That(diagnostics.HasErrors, Is.False, string.Join("\n", diagnostics));
        Assert.That(version.Packages.Select(p => p.Nevra.ToString()), Is.EqualTo((string[])["nodejs-1:10.1-1.module+el8+1.x86_64"]));
    }

    private static void WriteRepository(InputFolder folder)
    {
        string Package(string version, string release) => $"<package type=\"rpm\"><name>nodejs</name><arch>x86_64</arch><version epoch=\"1\" ver=\"{version}\" rel=\"{release}\"/><format/></package>";
        string Module(string stream, string version, string release) =>
            $"---\ndocument: modulemd\nversion: 2\ndata:\n  name: nodejs\n  stream: {stream}\n  version: 1\n  context: c\n  arch: x86_64\n  artifacts: {{ rpms: ['nodejs-1:{version}-{release}.x86_64'] }}\n...\n";
        string primary = $"<metadata xmlns=\"http://linux.duke.edu/metadata/common\" packages=\"2\">{Package("10.1", "1.module+el8+1")}{Package("12.1", "1.module+el8+2")}</metadata>";
        string modules = Module("10", "10.1", "1.module+el8+1") + Module("12", "12.1", "1.module+el8+2");
        folder.Write("sources/repository/repodata/primary.xml", primary);
        folder.Write("sources/repository/repodata/modules.yaml", modules);
        string Entry(string type, string file, string text) =>
            $"<data type=\"{type}\"><checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}</checksum><location href=\"repodata/{file}\"/></data>";
        folder.Write("sources/repository/repodata/repomd.xml",
            $"<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><revision>1288000000</revision>{Entry("primary", "primary.xml", primary)}{Entry("modules", "modules.yaml", modules)}</repomd>");
    }

    // The feed gives no modules: they are found by the builds.
    private static Advisory Fixes() => new()
    {
        Id = "A",
        Packages = [.. new[] { "nodejs-1:10.1-1.module+el8+1.x86_64", "nodejs-1:12.1-1.module+el8+2.x86_64", "bash-0:5-1.x86_64" }.Select(n => new AdvisoryPackage(Nevra(n)))],
    };

    private static ModuleStreams Streams(string? used) => new(
        new() { Name = "el8", NodeOsVersion = "el8x-x86_64", Arch = "x86_64", Modules = used is null ? null : [.. used.Split(',', StringSplitOptions.RemoveEmptyEntries)], Location = new("os.yaml", 1, 1) }, Known);

    private static Package Build(string nevra) => new(Nevra(nevra), null, null, default);

    private static Nevra Nevra(string text) => NevraParser.Parse(text, out _)!;
}
