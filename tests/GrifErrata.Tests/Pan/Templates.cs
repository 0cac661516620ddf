using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Pan;

public sealed class Templates
{
    private static string Folder => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Pan", "Expected");

    /// <summary>One of everything: packages with hostile but legal names, held kernels, decisions, missing fixes, changes of architecture.</summary>
    private static UpdateVersion Version() => new Plan()
        .Base("glibc-2.5-49.x86_64", "tzdata-2010i-1.x86_64", "gone-1-1.x86_64", "below-9-1.x86_64", "httpd-2.2.3-43.x86_64")
        .Errata("2010-10-01", "gone-2-1.x86_64", "down-2-1.x86_64", "kernel-2.6.18-194.17.1.el5.x86_64")
        .Errata("2010-11-01", "glibc-1:2.5-49.7.x86_64", "glibc-1:2.5-49.7.i686", "tzdata-2010k-1.noarch", "below-8-1.x86_64", "gcc-c++-4.1~rc1-1^git.x86_64", "linux-firmware-20101101-1.noarch", "java-1.6.0-openjdk-with-a-name-that-is-long-1.6.0.432.b06-2.el5.x86_64", "java-1.6.0-openjdk-with-a-name-that-is-long-1.6.0.432.b06-2.el5.i686", "kernel-2.6.18-194.26.1.el5.x86_64")
        .Advisory("RHSA-2010:0793", "2010-10-25", "CVE-2010-3856 CVE-2010-3847", "glibc-1:2.5-49.7.x86_64", "glibc-1:2.5-49.7.i686")
        .Advisory("RHSA-2010:0839", "2010-11-09", "CVE-2010-3067", "kernel-2.6.18-194.26.1.el5.x86_64")
        .Advisory("RHSA-2010:0396", "2010-05-05", "", "httpd-2.2.14-1.2.6.jdk6.ep5.el5.x86_64")
        .Advisory("RHSA-2010:0001", "2010-10-01", "CVE-2010-0001", "down-2-1.x86_64")
        .Advisory("RHSA-2010:0440", "2010-05-25", "", "rhev-hypervisor-5.4-2.noarch")
        .Monthly("20101022", "kernel: 2.6.18-194.17.1.el5")
        .Monthly("20101125", """
            kernel: { version: 2.6.18-194.11.4.el5, reason: Lustre does not build }
            variables: { QUOTE: "it's", A: '1' }
            packages:
              - { name: gone, action: exclude, reason: 'replaced | by "new"' }
              - { name: down, version: 1-1, arch: x86_64, action: pin, reason: <script> }
            """)
        .Last();

    [TestCase(PanExtension.Tpl)]
    [TestCase(PanExtension.Pan)]
    public void Every_file_of_a_version_is_as_expected(PanExtension extension)
    {
        OsDefinition os = new() { Name = "os", NodeOsVersion = "sl550-x86_64", Arch = "x86_64", Pan = new(extension, PanShape.Lines, PackageBackend.Spma), Families = PackageFamilies.Default };
        DiagnosticBag diagnostics = [];
        IReadOnlyList<OutputFile> files = UpdateRenderer.Render(Version(), FixPlan.Empty, os, ErrataTemplates.Load(null, diagnostics)!, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        Assert.Multiple(() =>
        {
            foreach (OutputFile file in files) Snapshot.Matches(Path.Combine(Folder, Path.GetFileName(file.RelativePath)), file.Text);
        });
    }

    [TestCase(PanExtension.Tpl, PackageBackend.Yum)]
    [TestCase(PanExtension.Pan, PackageBackend.YumDnf)]
    [TestCase(PanExtension.Pan, PackageBackend.Spma)]
    public void A_table_and_its_functions_are_as_expected(PanExtension extension, PackageBackend backend)
    {
        OsDefinition os = new() { Name = "os", NodeOsVersion = "el9x-x86_64", Arch = "x86_64", Pan = new(extension, PanShape.Table, backend), Families = PackageFamilies.Default };
        DiagnosticBag diagnostics = [];
        ErrataTemplates templates = ErrataTemplates.Load(null, diagnostics)!;
        OutputFile[] files = [.. UpdateRenderer.Render(Version(), FixPlan.Empty, os, templates, diagnostics).Where(f => f.IsPan), .. FunctionsRenderer.Render([os], templates, diagnostics)];
        Assert.That(diagnostics, Is.Empty);
        Assert.Multiple(() =>
        {
            foreach (OutputFile file in files) Snapshot.Matches(Path.Combine(Folder, $"table-{os.Pan.BackendText}", Path.GetFileName(file.RelativePath)), file.Text);
        });
    }

    [Test]
    public void A_sites_template_overrides_ours_by_name()
    {
        using TemplateFolder folder = new("errata-lines.tpl.scriban", "template {{ version }}; # {{ lines.size }}\r\n");
        DiagnosticBag diagnostics = [];
        string? text = ErrataTemplates.Load(folder.Path, diagnostics)!["errata-lines.tpl"].Render(ErrataModel.Of(Version(), new() { Name = "os", NodeOsVersion = "x", Arch = "x86_64" }), diagnostics);
        Assert.That(text, Is.EqualTo("template 20101125; # 10\n"));
    }

    [TestCase("errata-lines.tpl.scriban", "a\n{{ for x in }}", "errata-lines.tpl.scriban(2,", "error GE1501")]
    [TestCase("errata.tpl.scriban", "", "errata.tpl.scriban: error GE1503: No template is named errata.tpl.scriban", "errata-lines.tpl")]
    public void A_template_that_cannot_be_used_is_reported_at_its_place(string name, string text, string expected, string also)
    {
        using TemplateFolder folder = new(name, text);
        DiagnosticBag diagnostics = [];
        Assert.That(ErrataTemplates.Load(folder.Path, diagnostics), Is.Null);
        Assert.That(string.Join('\n', diagnostics), Does.Contain(expected).And.Contain(also));
    }

    [TestCase("{{ version }}\n{{ verison }}", "(2,4): error GE1502")]
    [TestCase("{{ for line in lines }}{{ line.nmae }}{{ end }}", "(1,32): error GE1502")]
    [TestCase("{{ date.now }}", "(1,4): error GE1502")]
    [TestCase("{{ include 'x' }}", "(1,4): error GE1502")]
    [TestCase("{{ math.uuid }}", "(1,9): error GE1502")]
    [TestCase("{{ math.random 1 9 }}", "(1,9): error GE1502")]
    [TestCase("{{ \"a\\nb\" | pan.quote }}", "(1,13): error GE1502")]
    public void A_misspelt_or_forbidden_name_in_a_template_stops_the_build(string text, string expected)
    {
        DiagnosticBag diagnostics = [];
        ErrataTemplate template = ErrataTemplate.Parse("site.scriban", text, diagnostics)!;
        Assert.That(template.Render(ErrataModel.Of(Version(), new() { Name = "os", NodeOsVersion = "x", Arch = "x86_64" }), diagnostics), Is.Null);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith("site.scriban" + expected));
    }

    [Test]
    public void A_value_with_a_line_separator_stays_on_its_line()
    {
        DiagnosticBag diagnostics = [];
        ErrataTemplate template = ErrataTemplate.Parse("site.scriban", "{{ version }}|{{ version | markdown.escape }}\r\nend", diagnostics)!;
        Assert.That(template.Render(new ErrataModel("a\u2028b", "x", false, []), diagnostics), Is.EqualTo("a\u2028b|a b\nend"));
    }

    [Test]
    public void Html_is_escaped_by_our_rule_and_not_by_Scribans()
    {
        DiagnosticBag diagnostics = [];
        ErrataTemplate template = ErrataTemplate.Parse("site.scriban", "{{ version | html.escape }} {{ html.escape version }}", diagnostics)!;
        Assert.That(template.Render(new ErrataModel("\n\n<\"'", "x", false, []), diagnostics), Is.EqualTo("  &lt;&quot;&#39;   &lt;&quot;&#39;"));
    }

    [Test]
    public void A_template_that_never_ends_can_be_cancelled()
    {
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(100));
        ErrataTemplate template = ErrataTemplate.Parse("site.scriban", "{{ while true }}{{ end }}", [])!;
        Assert.That(() => template.Render(new ErrataModel("1", "x", false, []), [], source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_template_that_cannot_be_read_is_reported()
    {
        using TemplateFolder folder = new("other.txt", "");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "init.tpl.scriban"), "nowhere");
        DiagnosticBag diagnostics = [];
        Assert.That(ErrataTemplates.Load(folder.Path, diagnostics), Is.Null);
        Assert.That(diagnostics.Single().ToString(), Does.Contain("init.tpl.scriban: error GE1504"));
    }

    [Test]
    public void A_version_of_a_hundred_thousand_lines_is_rendered_whole()
    {
        // Scriban's own limits, 1 MiB of text and 1,000 loop steps, cut silently or fail.
        DiagnosticBag diagnostics = [];
        ErrataModel model = new("20101125", "x", false, [.. Enumerable.Repeat(new ErrataLine("glibc", "2.5-49", "x86_64", false), 100_000)]);
        string text = ErrataTemplates.Load(null, diagnostics)!["errata-lines.tpl"].Render(model, diagnostics)!;
        Assert.That(text.AsSpan().Count('\n'), Is.EqualTo(100_004));
    }

    private sealed class TemplateFolder : IDisposable
    {
        public TemplateFolder(string name, string text)
        {
            Path = Directory.CreateTempSubdirectory("grif-errata-").FullName;
            File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
