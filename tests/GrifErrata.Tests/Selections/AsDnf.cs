using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Selections;

namespace GrifErrata.Tests.Selections;

/// <summary>The rules of a selection for one machine, each by itself; the scenarios are those of dnf's own tests (ci-dnf-stack), the data ours.</summary>
internal sealed class AsDnf
{
    private static readonly string[] Heron = ["heron-0:1-1.x86_64"];

    private readonly List<Advisory> _advisories = [];
    private readonly List<SelectionSource> _sources = [];
    private readonly List<Module> _modules = [];
    private DiagnosticBag _diagnostics = [];

    [SetUp]
    public void Clear()
    {
        _advisories.Clear();
        _sources.Clear();
        _modules.Clear();
        _diagnostics = [];
    }

    [Test]
    public void A_later_bugfix_build_covers_an_earlier_security_fix_and_minimal_takes_the_highest_fix_itself()
    {
        Has("heron-0:1-2.x86_64", "heron-0:1-3.x86_64", "heron-0:1-4.x86_64");
        Advises("A", AdvisoryType.Security, "heron-0:1-2.x86_64");
        Advises("B", AdvisoryType.Security, "heron-0:1-3.x86_64");
        Advises("C", AdvisoryType.Bugfix, "heron-0:1-4.x86_64");
        Assert.That(Selected(Security, Heron), Is.EqualTo("heron-1-4.x86_64 newest A B"));
        Assert.That(Selected(Security with { Minimal = true }, Heron), Is.EqualTo("heron-1-3.x86_64 minimal A B"));
        Assert.That(Selected(Security, "heron-0:1-3.x86_64"), Is.Empty, "a second run does nothing");
    }

    [Test]
    public void Minimal_takes_the_next_build_where_the_exact_one_is_missing()
    {
        Has("heron-0:1-2.x86_64", "heron-0:1-4.x86_64", "heron-0:1-5.x86_64");
        Advises("A", AdvisoryType.Security, "heron-0:1-3.x86_64");
        Assert.That(Selected(Security with { Minimal = true }, Heron), Is.EqualTo("heron-1-4.x86_64 minimal A"));
    }

    [Test]
    public void Filters_add_up_and_what_is_not_installed_is_nothing()
    {
        Has("heron-0:1-2.x86_64", "gull-0:1-2.x86_64", "ibis-0:1-2.x86_64", "wren-0:1-2.x86_64");
        Advises("A", AdvisoryType.Bugfix, "heron-0:1-2.x86_64");
        Advises("B", AdvisoryType.Enhancement, "gull-0:1-2.x86_64", "CVE-2020-0001");
        Advises("C", AdvisoryType.Security, "ibis-0:1-2.x86_64", severity: "Important");
        Advises("D", AdvisoryType.Security, "wren-0:1-2.x86_64", severity: "important");
        string[] installed = [.. Heron, "gull-0:1-1.x86_64", "ibis-0:1-1.x86_64", "wren-0:1-1.x86_64"];
        Assert.That(Names(new() { Advisories = ["A"], Cves = ["CVE-2020-0001"] }, installed), Is.EqualTo("gull heron"));
        Assert.That(Names(new() { Severities = ["Important"], Types = [AdvisoryType.Bugfix] }, installed), Is.EqualTo("heron ibis"), "severity is compared letter for letter");
        Assert.That(Names(new(), installed), Is.EqualTo("gull heron ibis wren"), "without filters every newer build counts");
        Assert.That(Names(Security, Heron), Is.Empty);
    }

    [Test]
    public void Only_the_preferred_repository_is_looked_at_even_if_another_has_a_newer_build()
    {
        Advises("A", AdvisoryType.Security, "heron-0:1-3.x86_64");
        Has("heron-0:1-4.x86_64");
        Has(10, "heron-0:1-3.8.x86_64");
        Assert.That(Selected(Security, Heron), Is.EqualTo("heron-1-3.8.x86_64 newest A"));
    }

    [TestCase("heron-0:1-1.noarch", "heron-0:1-2.x86_64", "heron-1-2.x86_64 architectureChange A")]
    [TestCase("heron-0:1-1.x86_64", "heron-0:1-2.noarch", "heron-1-2.noarch architectureChange A")]
    [TestCase("heron-0:1-1.i686", "heron-0:1-2.x86_64", "")]
    [TestCase("heron-0:1-1.x86_64", "heron-0:1-2.i686", "")]
    [TestCase("heron-0:1-1.noarch", "heron-0:1-2.s390x", "")]
    public void An_architecture_changes_to_and_from_noarch_only(string installed, string available, string expected)
    {
        Has(available);
        Advises("A", AdvisoryType.Security, available);
        Assert.That(Selected(Security, installed, "base-0:1-1.x86_64"), Is.EqualTo(expected));
    }

    [Test]
    public void Both_architectures_move_where_both_are_installed()
    {
        Has("heron-0:1-2.x86_64", "heron-0:1-2.i686");
        Advises("A", AdvisoryType.Security, "heron-0:1-2.x86_64");
        Advises("A", AdvisoryType.Security, "heron-0:1-2.i686");
        Assert.That(Selected(Security, "heron-0:1-1.x86_64", "heron-0:1-1.i686"), Is.EqualTo("heron-1-2.i686 newest A, heron-1-2.x86_64 newest A"));
    }

    [Test]
    public void A_fix_without_an_architecture_is_one_of_each_architecture()
    {
        Has("heron-0:1-2.x86_64", "heron-0:1-2.i686");
        _advisories.Add(new() { Id = "A", Type = AdvisoryType.Security, Packages = [new(new Nevra("heron", new(0, "1", "2"), string.Empty))] });
        Assert.That(Selected(Security, "heron-0:1-1.x86_64", "heron-0:1-1.i686"), Is.EqualTo("heron-1-2.i686 newest A, heron-1-2.x86_64 newest A"));
        Assert.That(Selected(Security, "heron-0:1-1.x86_64", "heron-0:1-2.i686"), Is.EqualTo("heron-1-2.x86_64 newest A"), "that i686 has it says nothing about x86_64");
        Assert.That(_diagnostics, Is.Empty);
        Assert.That(Selected(Security, "heron-0:1-2.x86_64", "heron-0:1-2.i686"), Is.Empty);
    }

    [Test]
    public void An_advisory_on_an_obsoleter_applies_to_what_it_obsoletes_unless_obsoletes_are_off()
    {
        Source(99, new Package(Parse("gull-0:2-1.x86_64"), null, null, default) { Obsoletes = [new("heron", "LT", new(0, "2", ""))] },
            new Package(Parse("gull-0:2-2.x86_64"), null, null, default) { Obsoletes = [new("heron", "LT", new(0, "2", ""))] });
        Advises("A", AdvisoryType.Security, "gull-0:2-1.x86_64");
        Assert.That(Selected(Security, Heron), Is.EqualTo("gull-2-2.x86_64 obsoletes A"));
        Assert.That(Selected(Security with { Obsoletes = false }, Heron), Is.Empty);
        Assert.That(Selected(Security, "heron-0:2-1.x86_64"), Is.Empty, "the bound does not include it");
    }

    [TestCase("retracted")]
    [TestCase("withdrawn")]
    public void An_advisory_that_was_taken_back_counts_for_nothing_and_is_told(string status)
    {
        Has("heron-0:1-2.x86_64");
        Advises("A", AdvisoryType.Security, "heron-0:1-2.x86_64");
        _advisories[0] = _advisories[0] with { Status = status, Origin = new("u.xml", 7, 3) };
        Assert.That(Selected(Security, Heron), Is.Empty);
        Expect("GE2902", new("u.xml", 7, 3));
    }

    [Test]
    public void A_modular_fix_counts_where_its_stream_and_context_are_active()
    {
        Has("heron-0:2-1.x86_64", "heron-0:3-1.x86_64");
        Advises("A", AdvisoryType.Security, "heron-0:2-1.x86_64", module: new("h", "2.1", "9", "c1", "aarch64"));
        Advises("B", AdvisoryType.Security, "heron-0:3-1.x86_64", module: new("h", "2.10", "9", "c2", "x86_64"));
        _modules.Add(new(new("h", "2.1", "1", "c1", "x86_64"), [Parse("heron-0:2-1.x86_64"), Parse("heron-0:1-1.x86_64")], default));
        _modules.Add(new(new("h", "2.10", "1", "c2", "x86_64"), [Parse("heron-0:3-1.x86_64")], default));
        Assert.That(Selected(Security, Heron), Is.EqualTo("heron-2-1.x86_64 newest A"), "the stream of what is installed; version and architecture do not matter");
        Assert.That(Selected(Security with { Streams = ["h:2.10"] }, Heron), Is.EqualTo("heron-3-1.x86_64 newest B"));
        Assert.That(Selected(Security with { Streams = ["h:2.10:c9"] }, Heron), Is.Empty, "another context");
        Selected(Security with { Streams = ["h:9"] }, Heron);
        Expect("GE1903", new("select"));
    }

    [Test]
    public void A_missing_epoch_is_taken_from_the_repository()
    {
        Has("heron-libs-1:3.2-1.x86_64", "heron-libs-1:3.2-4.x86_64");
        Advises("ADV-1", AdvisoryType.Security, "heron-libs-3.2-4.x86_64");
        Assert.That(Selected(Security, "heron-libs-1:3.2-1.x86_64"), Is.EqualTo("heron-libs-1:3.2-4.x86_64 newest ADV-1"));
        Assert.That(_diagnostics.Single().Message, Does.Contain("No epoch in ADV-1"));
        Assert.That(Selected(Security, "heron-libs-3.2-1.x86_64"), Is.EqualTo("heron-libs-1:3.2-4.x86_64 newest ADV-1"), "rpm -qa says no epochs");
    }

    [Test]
    public void An_id_of_another_publisher_finds_the_same_erratum_and_what_nobody_has_is_an_error()
    {
        Has("heron-0:1-2.x86_64");
        Advises("CESA-2010:0793", AdvisoryType.Security, "heron-0:1-2.x86_64");
        Assert.That(Names(new() { Advisories = ["RHSA-2010:0793"] }, Heron), Is.EqualTo("heron"));
        Assert.That(_diagnostics, Is.Empty);
        Names(new() { Advisories = ["RHSA-2010:0001"] }, Heron);
        Expect("GE1901", new("select"));
        Names(new() { Cves = ["CVE-1"] }, Heron);
        Expect("GE1901", new("select"));
        Names(new() { Severities = ["Dire"] }, Heron);
        Expect("GE2901", new("select"));
    }

    [Test]
    public void A_fix_without_deployable_build_is_told()
    {
        Has("heron-0:1-1.x86_64");
        Advises("A", AdvisoryType.Security, "heron-0:1-2.x86_64");
        _advisories[0] = _advisories[0] with { Origin = new("u.xml", 5, 1) };
        Assert.That(Selected(Security, Heron), Is.Empty);
        Expect("GE2905", new("u.xml", 5, 1));
    }

    [Test]
    public void A_fix_that_differs_by_product_needs_the_machines_product()
    {
        Has("heron-0:1-2.x86_64", "heron-0:1-3.x86_64");
        _advisories.Add(new()
        {
            Id = "A", Type = AdvisoryType.Security, Origin = new("c.json", 1, 1),
            Packages = [new(Parse("heron-0:1-2.x86_64")) { Products = ["cpe:/o:x:enterprise_linux:9"] }, new(Parse("heron-0:1-3.x86_64")) { Products = ["cpe:/a:x:rhel_eus:9.2"] }],
        });
        Selected(Security, Heron);
        Expect("GE1902", new("c.json", 1, 1));
        Assert.That(Selected(Security with { Products = ["*:enterprise_linux:9"], Minimal = true }, Heron), Is.EqualTo("heron-1-2.x86_64 minimal A"));
    }

    private static SelectionRequest Security { get; } = new() { Types = [AdvisoryType.Security] };

    private static Nevra Parse(string text) => NevraParser.Parse(text, out _) ?? throw new ArgumentException(text);

    private void Has(params string[] packages) => Has(99, packages);

    private void Has(int priority, params string[] packages) => Source(priority, [.. packages.Select(p => new Package(Parse(p), null, null, default))]);

    private void Source(int priority, params Package[] packages) => _sources.Add(new($"r{_sources.Count}", priority, packages, [], ModuleMetadata.Empty));

    private void Advises(string id, AdvisoryType type, string package, string? cve = null, string severity = "", ModuleStream? module = null) => _advisories.Add(new()
    {
        Id = id, Type = type, SeverityText = severity, References = cve is null ? [] : [new("cve", cve, "", "")],
        Packages = [new(Parse(package), module is null ? [] : [module])],
    });

    private System.Collections.Immutable.ImmutableArray<SelectedPackage> Select(SelectionRequest request, string[] installed)
    {
        _diagnostics = [];
        return MachineSelection.Select(request, [.. _sources, new("advisories", 99, [], _advisories, new([.. _modules], []))], [.. installed.Select(Parse)], _diagnostics);
    }

    private string Selected(SelectionRequest request, params string[] installed) => string.Join(", ", Select(request, installed).Select(s =>
        $"{s.Nevra} {char.ToLowerInvariant(s.Rule.ToString()[0])}{s.Rule.ToString()[1..]} {string.Join(' ', s.Reasons.Select(r => r.Advisory.Id))}".Trim()));

    private string Names(SelectionRequest request, params string[] installed) => string.Join(' ', Select(request, installed).Select(s => s.Nevra.Name));

    private void Expect(string code, SourceLocation location)
    {
        Diagnostic found = _diagnostics.Single();
        Assert.That((found.Code, found.Location), Is.EqualTo((code, location)), found.ToString());
    }
}
