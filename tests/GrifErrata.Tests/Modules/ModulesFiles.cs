using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Modules;

/// <summary>modules.yaml: what is read, what is passed over, what is refused.</summary>
internal sealed class ModulesFiles
{
    private const string Sample = """
        ---
        document: modulemd
        version: 2
        data:
          name: heron
          stream: 2.10
          version: 20190101000000
          context: c0ffee01
          arch: x86_64
          summary: waders
          xmd: {deep: [[1, {a: b}]]}
          artifacts:
            rpms:
            - heron-1:2.10-1.module_el8+1+c0ffee01.x86_64
            - heron-1:2.10-1.module_el8+1+c0ffee01.src
        ...
        ---
        document: modulemd
        version: 2
        data:
          name: gull
          stream: "1"
          version: 18446744073709551615
        ...
        ---
        document: modulemd
        version: 2
        data: {name: gull, stream: 1.0, version: 007, artifacts: {rpms: [], srpms: [x]}}
        ---
        document: modulemd-defaults
        version: 1
        data:
          module: heron
          stream: 2.10
          profiles:
            2.10: [common]
        ---
        document: modulemd-defaults
        version: 1
        data: {module: gull, profiles: {1: []}}
        ---
        document: modulemd-translations
        version: 1
        data: {module: heron}
        ---
        document: modulemd-obsoletes
        version: 1
        data: {module: heron, stream: 1}
        """;

    [Test]
    public void Streams_and_versions_are_texts_as_written_and_every_optional_field_may_be_absent()
    {
        (ModuleMetadata read, DiagnosticBag diagnostics) = Read(Sample);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(read.Modules.Select(m => m.Stream), Is.EqualTo((ModuleStream[])
        [
            new("heron", "2.10", "20190101000000", "c0ffee01", "x86_64"), new("gull", "1", "18446744073709551615", "", ""), new("gull", "1.0", "007", "", ""),
        ]));
        Assert.That(read.Modules[0].Artifacts.Select(a => a.ToString()), Is.EqualTo((string[])
            ["heron-1:2.10-1.module_el8+1+c0ffee01.x86_64", "heron-1:2.10-1.module_el8+1+c0ffee01.src"]));
        Assert.That(read.Defaults.Select(d => (d.Name, d.Stream)), Is.EqualTo(((string, string?)[])[("heron", "2.10"), ("gull", null)]));
        Assert.That(read.Modules[0].Origin.Line, Is.EqualTo(2));
    }

    [TestCase("document: modulemd\nversion: 2\ndata:\n  name: a\n  stream: 1\n  version: 18446744073709551616\n", "GE1356", 1, 1)]
    [TestCase("document: modulemd\nversion: 2\ndata:\n  stream: 1\n  version: 1\n", "GE1356", 1, 1)]
    [TestCase("document: modulemd-defaults\nversion: 1\ndata: {stream: 1}\n", "GE1356", 1, 1)]
    [TestCase("document: modulemd\nversion: 3\ndata:\n  name: a\n", "GE2356", 1, 1)]
    [TestCase("document: modulemd\nversion: 2\ndata:\n  name: a\n  stream: 1\n  version: 1\n  artifacts:\n    rpms:\n    - a-1-1.x86_64\n", "GE2355", 9, 7)]
    [TestCase("document: modulemd\nversion: 2\ndata:\n  name: a\n  stream: 1\n  version: 1\n  artifacts:\n    rpms:\n    - \"a'];-0:1-1.x86_64\"\n", "GE2355", 9, 7)]
    [TestCase("a: &x [1]\nb: *x\n", "GE1355", 2, 4)]
    [TestCase("a: [1\nb: 2\n", "GE1355", null, null)]
    [TestCase("a: \"x\n", "GE1355", null, null)]
    public void What_is_wrong_has_its_code_line_and_column(string yaml, string code, int? line, int? column)
    {
        (_, DiagnosticBag diagnostics) = Read(yaml);
        Diagnostic found = diagnostics.Single();
        Assert.That((found.Code, found.Location.File), Is.EqualTo((code, "modules.yaml")), found.ToString());
        if (line is not null) Assert.That((found.Location.Line, found.Location.Column), Is.EqualTo((line, column)), found.ToString());
    }

    [Test]
    public void Tags_and_anchors_without_aliases_mean_nothing()
    {
        (ModuleMetadata read, DiagnosticBag diagnostics) = Read("document: !!str modulemd\nversion: !x 2\ndata: &a\n  name: !!python/object:os.system a\n  stream: !!float 2.10\n  version: 1\n");
        Assert.That(diagnostics, Is.Empty);
        Assert.That(read.Modules.Single().Stream, Is.EqualTo(new ModuleStream("a", "2.10", "1", "", "")));
    }

    [TestCase("flow", 1_000_000)]
    [TestCase("block", 1_000)]
    public void Deep_nesting_is_refused_at_once(string style, int depth)
    {
        string yaml = style == "flow" ? "a: " + new string('[', depth) : string.Concat(Enumerable.Range(0, depth).Select(i => new string(' ', i) + "a:\n"));
        (ModuleMetadata read, DiagnosticBag diagnostics) = Read(yaml);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1355"));
        Assert.That(diagnostics.Single().Message, Does.Contain("64 levels"));
        Assert.That(read, Is.SameAs(ModuleMetadata.Empty));
    }

    [Test]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new([.. "document: modulemd\nversion: 2\ndata:\n  name: caf"u8, 0xE9, (byte)'\n']);
        new ModulesReader().Read(stream, "modules.yaml", diagnostics, default);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1355"));
    }

    [Test]
    public void A_repository_hands_out_its_modules_and_one_without_has_none()
    {
        using TemporaryFolder folder = new();
        folder.Write("repodata/repomd.xml", "<repomd><data type='modules'><location href='repodata/m.yaml.gz'/></data></repomd>"u8.ToArray());
        folder.Write("repodata/m.yaml.gz", Compress.Gzip(Encoding.UTF8.GetBytes(Sample)));
        DiagnosticBag diagnostics = [];
        Assert.That(new RepodataReader().ReadModules(folder.Path, diagnostics, default).Modules, Has.Length.EqualTo(3));
        folder.Write("repodata/repomd.xml", "<repomd></repomd>"u8.ToArray());
        Assert.That(new RepodataReader().ReadModules(folder.Path, diagnostics, default), Is.SameAs(ModuleMetadata.Empty));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void The_module_of_an_advisorys_package_is_found_by_its_nevra_and_an_unknown_modular_one_is_for_a_person()
    {
        (ModuleMetadata read, DiagnosticBag diagnostics) = Read(Sample);
        Advisory advisory = new()
        {
            Id = "ADV-1",
            Origin = new("u.xml", 3, 2),
            Packages = [.. ((string[])["heron-2.10-1.module_el8+1+c0ffee01.x86_64", "ibis-0:1-1.module+el8+2+deadbeef.x86_64", "wren-0:1-1.el8.x86_64"])
                .Select(n => new AdvisoryPackage(NevraParser.Parse(n, out _)!))],
        };
        Advisory completed = new ModularPackages(read).Complete(advisory, diagnostics);
        Assert.That(completed.Packages.Select(p => (p.Nevra.Name, p.Modules.Select(m => m.Stream).SingleOrDefault())), Is.EqualTo(((string, string?)[])[("heron", "2.10"), ("wren", null)]));
        Diagnostic warning = diagnostics.Single();
        Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2357", new SourceLocation("u.xml", 3, 2))));
        Assert.That(warning.Message, Does.Contain("ibis-1-1.module+el8+2+deadbeef.x86_64"));
    }

    [Test]
    public void Fedora_29s_modules_are_read_in_full()
    {
        string path = SharedData.Path("modules/fedora29-modules.yaml.xz");
        DiagnosticBag diagnostics = [];
        ModuleMetadata read = GrifErrata.Input.InputFile.Read(path, GrifErrata.Input.InputLimits.Default, null, diagnostics, (content, found) => new ModulesReader().Read(content, path, found, default))!;
        Assert.That(diagnostics, Is.Empty);
        Assert.That((read.Modules.Length, read.Defaults.Length, read.Modules.Sum(m => m.Artifacts.Length)), Is.EqualTo((48, 7, FedoraArtifacts)));
        Assert.That(read.Modules.Take(7).Select(m => $"{m.Stream.Name}:{m.Stream.Stream}:{m.Stream.Version}:{m.Stream.Context}").Take(4), Is.EqualTo((string[])
            ["testmodule:main:20180405123256:c2c572ec", "stratis:main:20180726133047:b33445dc", "stratis:1:20180927214347:7a127764", "scala:2.10:20180702155503:819b5873"]));
        Assert.That(read.Defaults.Where(d => d.Stream is not null).Select(d => $"{d.Name}:{d.Stream}"), Does.Contain("dwm:6.1"));
    }

    private const int FedoraArtifacts = 1226;

    private static (ModuleMetadata Read, DiagnosticBag Diagnostics) Read(string yaml)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(yaml));
        return (new ModulesReader().Read(stream, "modules.yaml", diagnostics, default), diagnostics);
    }
}
