using System.Diagnostics;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Oval;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Advisories;

/// <summary>What OVAL's criteria, tests and states mean.</summary>
internal sealed class OvalReaderTests
{
    private const string Wren = """
        <rpminfo_object id='obj:1'><name>wren</name></rpminfo_object><rpminfo_object id='obj:2'><name>finch</name></rpminfo_object>
        """;

    private const string States = """
        <rpminfo_state id='ste:1'><evr operation='less than'>1:1-2.el7</evr></rpminfo_state>
        <rpminfo_state id='ste:2'><evr operation='less than'>0:3-4.el8</evr></rpminfo_state>
        <rpminfo_state id='ste:3'><version operation='pattern match'>^7</version></rpminfo_state>
        <rpminfo_state id='ste:4'><arch operation='pattern match'>x86_64</arch></rpminfo_state>
        <rpminfo_state id='ste:5'><signature_keyid>0123</signature_keyid></rpminfo_state>
        """;

    private const string Tests = """
        <rpminfo_test id='tst:1'><object object_ref='obj:1'/><state state_ref='ste:1'/></rpminfo_test>
        <rpminfo_test id='tst:2'><object object_ref='obj:2'/><state state_ref='ste:2'/></rpminfo_test>
        <rpminfo_test id='tst:3'><object object_ref='obj:2'/><state state_ref='ste:3'/></rpminfo_test>
        <rpminfo_test id='tst:4'><object object_ref='obj:2'/><state state_ref='ste:4'/></rpminfo_test>
        <rpminfo_test id='tst:5'><object object_ref='obj:1'/><state state_ref='ste:5'/></rpminfo_test>
        <rpminfo_test id='tst:6'><object object_ref='obj:1'/></rpminfo_test>
        """;

    private const string El7 = "<criterion comment='Linux 7 is installed' test_ref='tst:3'/>";
    private const string El8 = "<criterion comment='Linux 8 is installed' test_ref='tst:3'/>";
    private const string FixWren = "<criterion comment='wren is earlier than 9:9-9' test_ref='tst:1'/>";
    private const string FixFinch = "<criterion comment='finch is earlier' test_ref='tst:2'/>";

    [TestCase($"<criteria>{FixWren}</criteria>", "wren-1:1-2.el7", TestName = "The_version_is_the_states_and_not_the_comments")]
    [TestCase($"<criteria operator='AND'>{El7}<criteria operator='OR'>{FixWren}{FixFinch}</criteria></criteria>", "wren-1:1-2.el7 for Linux 7;finch-3-4.el8 for Linux 7")]
    [TestCase($"<criteria operator='OR'><criteria>{El7}{FixWren}</criteria><criteria>{El8}{FixFinch}</criteria></criteria>", "wren-1:1-2.el7 for Linux 7;finch-3-4.el8 for Linux 8", TestName = "Each_fix_keeps_its_release")]
    [TestCase($"<criteria><criteria operator='OR'>{El7}{El8}</criteria>{FixWren}</criteria>", "wren-1:1-2.el7 for Linux 7 or Linux 8", TestName = "Alternative_releases_add_up")]
    [TestCase($"<criteria operator='OR'>{El7}{FixWren}</criteria>", "wren-1:1-2.el7", TestName = "What_is_one_of_several_alternatives_is_no_condition")]
    [TestCase($"<criteria>{El7}<criteria>{El8}{FixWren}</criteria></criteria>", "wren-1:1-2.el7 for Linux 8", TestName = "The_inner_release_holds")]
    [TestCase($"<criteria><criterion comment='arch is x86_64' test_ref='tst:4'/>{FixWren}</criteria>", "wren-1:1-2.el7.x86_64", TestName = "An_architecture_criterion_holds_for_what_is_beside_it")]
    [TestCase($"<criteria><criterion comment='Module m:2.10 is enabled' test_ref='tst:5'/>{FixWren}</criteria>", "wren-1:1-2.el7 in m:2.10")]
    [TestCase($"<criteria><criterion comment='Module is enabled' test_ref='tst:5'/>{FixWren}</criteria>", "wren-1:1-2.el7")]
    [TestCase($"<criteria>{FixWren}<criterion comment='wren is signed with the key' test_ref='tst:5'/></criteria>", "wren-1:1-2.el7")]
    [TestCase($"<criteria>{FixFinch}<criterion comment='wren is installed' test_ref='tst:6'/></criteria>", "finch-3-4.el8", TestName = "A_package_that_must_be_installed_is_no_release")]
    [TestCase($"<criteria>{FixFinch}<criteria negate='true'>{El7}{FixWren}</criteria></criteria>", "finch-3-4.el8", TestName = "What_is_negated_is_no_fix_and_no_condition")]
    [TestCase($"<criteria>{FixFinch}<criterion negate='true' comment='Linux 7 is installed' test_ref='tst:3'/></criteria>", "finch-3-4.el8")]
    [TestCase($"<criteria>{FixFinch}<extend_definition comment='Linux 7 is installed' definition_ref='def:9'/></criteria>", "finch-3-4.el8 for Linux 7")]
    public void Criteria(string criteria, string expected)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(Definition(criteria), Tests, Wren, States);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(string.Join(';', advisories.Single().Packages.Select(Text)), Is.EqualTo(expected));
    }

    [TestCase("<evr operation='less than'>0:1-1</evr>", "patch", "wren-1-1")]
    [TestCase("<evr operation='less than'>0:1-1</evr>", "vulnerability", "wren-1-1")]
    [TestCase("<evr operation='less than'>0:1-1</evr><arch operation='pattern match'>^(i686|x86_64)$</arch>", "patch", "wren-1-1.i686;wren-1-1.x86_64")]
    [TestCase("<evr operation='less than'>0:1-1</evr><arch>noarch</arch>", "patch", "wren-1-1.noarch")]
    public void States_that_are_fixes(string state, string ofClass, string expected)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = ReadState(state, ofClass);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(string.Join(';', advisories.Single().Packages.Select(Text)), Is.EqualTo(expected));
    }

    [TestCase("<evr operation='equals'>0:1-1</evr>")]
    [TestCase("<evr operation='less than or equal'>0:1-1</evr>")]
    [TestCase("<evr operation='greater than'>0:0-0</evr>")]
    [TestCase("<evr operation='less than'>0</evr>")]
    [TestCase("<signature_keyid>0123</signature_keyid>")]
    [TestCase("<version operation='less than'>1</version>")]
    public void Other_states_are_no_fix_so_a_vulnerability_is_no_advisory_and_a_patch_gets_a_warning(string state)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = ReadState(state, "vulnerability");
        Assert.That((advisories.Count, diagnostics.Count), Is.EqualTo((0, 0)));

        (advisories, diagnostics) = ReadState(state, "patch");
        Assert.That(advisories.Single().Packages, Is.Empty);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith("oval.xml(3,1): warning GE2333: Definition def:1 is a patch, but none of its tests"));
    }

    [Test]
    public void A_test_that_none_may_satisfy_is_no_fix()
    {
        (IReadOnlyList<Advisory> advisories, _) = Read(
            Definition($"<criteria>{FixWren}</criteria>"), "<rpminfo_test id='tst:1' check='none satisfy'><object object_ref='obj:1'/><state state_ref='ste:1'/></rpminfo_test>", Wren, States);
        Assert.That(advisories.Single().Packages, Is.Empty);
    }

    [TestCase("7.4-1")]
    [TestCase("7.4")]
    public void A_fixed_version_without_epoch_is_an_error_and_the_other_definitions_are_read(string evr)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            Definition($"<criteria>{FixWren}{FixWren}</criteria>") + "\n" + Definition($"<criteria>{FixFinch}</criteria>", number: 2),
            Tests, Wren, States.Replace("1:1-2.el7", evr, StringComparison.Ordinal));
        Assert.That(advisories.Select(a => $"{a.Id} {a.Packages.Length}"), Is.EqualTo((string[])["ADV-1 0", "ADV-2 1"]));
        Assert.That(diagnostics.Single().ToString(), Does.StartWith(
            $"oval.xml(3,1): error GE1333: Definition def:1 fixes wren at '{evr}', without an epoch, and OVAL compares epochs. 1 more of its packages are alike."));
    }

    [TestCase("obj:1", "1:1-2'];", "release '2'];'")]
    [TestCase("obj:1", "x:1-2", "epoch")]
    [TestCase("obj:1", "1:12", "version")]
    [TestCase("obj:9", "1:1-2", "name '/wren.*/'")]
    [TestCase("obj:8", "1:1-2", "name 'w ren'")]
    public void A_package_outside_rpms_alphabet_is_left_out_with_a_warning(string package, string evr, string part)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            Definition($"<criteria>{FixWren}{FixFinch}</criteria>"),
            Tests.Replace("obj:1", package, StringComparison.Ordinal),
            Wren + "<rpminfo_object id='obj:9'><name operation='pattern match'>wren.*</name></rpminfo_object><rpminfo_object id='obj:8'><name>w ren</name></rpminfo_object>",
            States.Replace("1:1-2.el7", evr, StringComparison.Ordinal));
        Assert.That(advisories.Single().Packages.Single().Nevra.Name, Is.EqualTo("finch"));
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE2321", new SourceLocation("oval.xml", 3, 1))));
        Assert.That(diagnostics.Single().Message, Does.StartWith($"Advisory ADV-1 lists a package with the {part}"));
    }

    [TestCase("tst:1", "test tst:1,")]
    [TestCase("obj:1", "object obj:1 of test tst:1,")]
    [TestCase("ste:1", "state ste:1 of test tst:1,")]
    public void What_is_not_there_is_an_error_with_the_definitions_id_and_the_others_are_read(string missing, string named)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Broken(missing, (text, id) => text.Replace($"id='{id}'", "id='other'", StringComparison.Ordinal));
        Assert.That(diagnostics.Single().ToString(), Does.StartWith($"oval.xml(3,1): error GE1331: Definition def:1 refers to the {named} which the file does not have."));
        Assert.That(advisories.Select(a => $"{a.Id} {a.Packages.Length}"), Is.EqualTo((string[])["ADV-1 1", "ADV-2 1"]));
    }

    [TestCase("tst:1", "test tst:1,")]
    [TestCase("obj:1", "object obj:1 of test tst:1,")]
    [TestCase("ste:1", "state ste:1 of test tst:1,")]
    public void What_is_there_twice_is_an_error_with_the_definitions_id_and_the_others_are_read(string twice, string named)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Broken(twice, (text, id) => text.Replace("id='tst:6'", $"id='{id}'", StringComparison.Ordinal)
            + (text.Contains($"<rpminfo_object id='{id}'", StringComparison.Ordinal) ? $"<rpminfo_object id='{id}'><name>gull</name></rpminfo_object>" : string.Empty)
            + (text.Contains($"<rpminfo_state id='{id}'", StringComparison.Ordinal) ? $"<rpminfo_state id='{id}'/>" : string.Empty));
        Assert.That(diagnostics.Single().ToString(), Does.StartWith($"oval.xml(3,1): error GE1332: Definition def:1 refers to the {named} which the file has twice"));
        Assert.That(advisories.Select(a => $"{a.Id} {a.Packages.Length}"), Is.EqualTo((string[])["ADV-1 1", "ADV-2 1"]));
    }

    [TestCase(".*")]
    [TestCase("i?86")]
    [TestCase("a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q")]
    public void An_architecture_pattern_that_is_no_list_counts_for_all_with_a_warning(string pattern)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = ReadState($"<evr operation='less than'>0:1-1</evr><arch operation='pattern match'>{pattern}</arch>", "patch");
        Assert.That(advisories.Single().Packages.Single().Nevra.Arch, Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE2331", new SourceLocation("oval.xml", 3, 1))));
    }

    [Test]
    public void A_revision_in_the_id_stays_and_the_advisory_meets_that_without_it()
    {
        Advisory old = Read(Definition($"<criteria>{FixWren}</criteria>", id: "RHSA-2015:1193-00"), Tests, Wren, States).Advisories.Single();
        Advisory newer = Read(Definition($"<criteria>{FixWren}</criteria>", id: "RHSA-2015:1193"), Tests, Wren, States).Advisories.Single();
        Assert.That((old.Id, old.Type), Is.EqualTo(("RHSA-2015:1193-00", AdvisoryType.Security)));
        Assert.That(AdvisoryMerge.Merge([old, newer], []), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_definition_whose_id_nobody_knows_is_an_error()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(Definition($"<criteria>{FixWren}</criteria>", id: string.Empty), Tests, Wren, States);
        Assert.That(advisories, Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1322", new SourceLocation("oval.xml", 3, 1))));
    }

    [TestCase("2010/10/27", "GE1321")]
    [TestCase("1990-01-01", "GE2322")]
    [TestCase("2026-02-01", "GE2322")]
    public void A_date_that_is_unreadable_or_unlikely_is_told_with_its_place(string date, string code)
    {
        (_, DiagnosticBag diagnostics) = Read(
            Definition($"<criteria>{FixWren}</criteria>").Replace("</metadata>", $"<advisory>\n<issued date='{date}'/></advisory></metadata>", StringComparison.Ordinal), Tests, Wren, States);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo((code, new SourceLocation("oval.xml", 4, 15))));
    }

    [Test]
    public void Another_document_is_an_error()
    {
        DiagnosticBag diagnostics = [];
        Assert.That(ReadDocument("<?xml version='1.0'?>\n<oval_results/>", diagnostics), Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1334", new SourceLocation("oval.xml", 2, 1))));
    }

    [TestCase("<!DOCTYPE oval_definitions [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><oval_definitions/>", "GE1302")]
    [TestCase("<oval_definitions><definitions><definition id='a'>", "GE1305")]
    public void Of_a_document_that_cannot_be_trusted_nothing_is_handed_out(string document, string code)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(ReadDocument(document, diagnostics), Is.Empty);
        Assert.That(diagnostics.Single().Code, Is.EqualTo(code));
    }

    [Test]
    public void Criteria_a_thousand_deep_are_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("<criteria operator='OR'>", 1_000)) + FixWren + string.Concat(Enumerable.Repeat("</criteria>", 1_000));
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(Definition(deep), Tests, Wren, States);
        Assert.That((advisories.Count, diagnostics.Single().Code), Is.EqualTo((0, "GE1308")));
    }

    [Test]
    public void A_million_references_are_counted_and_the_fixes_are_read()
    {
        string references = string.Concat(Enumerable.Repeat("<reference ref_id='BUG-1' source='other'/>", 1_000_000));
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            Definition($"<criteria>{FixWren}</criteria>").Replace("</metadata>", references + "</metadata>", StringComparison.Ordinal), Tests, Wren, States);
        Assert.That((advisories.Single().References.Length, advisories.Single().Packages.Length), Is.EqualTo((10_000, 1)));
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE2323", new SourceLocation("oval.xml", 3, 1))));
    }

    [Test]
    public void Crafted_files_do_not_multiply()
    {
        // Each of many fixes beside many releases, architectures, states and nested criteria: work grows with the file alone.
        string releases = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<criterion comment='Linux {i} is installed' test_ref='tst:3'/>"));
        string fixes = string.Concat(Enumerable.Repeat(FixWren, 20_000));
        string nested = string.Concat(Enumerable.Repeat("<criteria>", 50)) + fixes + string.Concat(Enumerable.Repeat("</criteria>", 50));
        string states = string.Concat(Enumerable.Range(10, 20_000).Select(i => $"<state state_ref='ste:{i}'/>"));
        Stopwatch time = Stopwatch.StartNew();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        (IReadOnlyList<Advisory> advisories, _) = Read(
            Definition($"<criteria><criteria operator='OR'>{releases}</criteria><criteria operator='OR'>{fixes}{nested}</criteria></criteria>")
            + Definition(string.Concat(Enumerable.Repeat("<criteria><criterion test_ref='tst:9'/></criteria>", 20_000)), number: 2),
            Tests + $"<rpminfo_test id='tst:9'><object object_ref='obj:1'/>{states}</rpminfo_test>", Wren, States);
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.That(advisories[0].Packages, Has.Length.EqualTo(40_000));
        Assert.That(advisories[0].Packages[0].Products, Has.Length.EqualTo(20_000));
        Assert.That((time.Elapsed.TotalSeconds, kept >> 20), Is.LessThan((10.0, 100L)));
    }

    [Test]
    public void Strings_and_scopes_of_packages_are_shared()
    {
        Advisory advisory = Read(Definition($"<criteria>{El7}{FixWren}{FixWren}</criteria>"), Tests, Wren, States).Advisories.Single();
        Assert.That(advisory.Packages[0].Nevra.Name, Is.SameAs(advisory.Packages[1].Nevra.Name));
        Assert.That(advisory.Packages[0].Products, Is.EqualTo(advisory.Packages[1].Products), "one array");
    }

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) Broken(string id, Func<string, string, string> spoil) => Read(
        Definition($"<criteria>{FixWren}{FixFinch}</criteria>") + "\n" + Definition($"<criteria>{FixFinch}</criteria>", number: 2),
        spoil(Tests, id), spoil(Wren, id), spoil(States, id));

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) ReadState(string state, string ofClass) => Read(
        Definition($"<criteria>{FixWren}</criteria>", ofClass: ofClass, id: ofClass == "patch" ? "ADV-1" : "CVE-2026-1"),
        "<rpminfo_test id='tst:1'><object object_ref='obj:1'/><state state_ref='ste:1'/></rpminfo_test>", Wren, $"<rpminfo_state id='ste:1'>{state}</rpminfo_state>");

    private static string Definition(string criteria, int number = 1, string ofClass = "patch", string? id = null) =>
        $"<definition id='def:{number}' class='{ofClass}'><metadata><title>t</title><reference ref_id='{id ?? $"ADV-{number}"}' source='S'/></metadata>{criteria}</definition>";

    private static string Text(AdvisoryPackage package) => package.Nevra.ToString()
        + (package.Modules.IsEmpty ? string.Empty : $" in {package.Modules[0].Name}:{package.Modules[0].Stream}")
        + (package.Products.IsEmpty ? string.Empty : $" for {string.Join(" or ", package.Products)}");

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) Read(string definitions, string tests, string objects, string states)
    {
        DiagnosticBag diagnostics = [];
        return (ReadDocument(
            "<oval_definitions><generator><timestamp>2026-01-01T00:00:00</timestamp></generator>\n"
            + $"<definitions>\n{definitions}</definitions><tests>{tests}</tests><objects>{objects}</objects><states>{states}</states></oval_definitions>", diagnostics), diagnostics);
    }

    private static IReadOnlyList<Advisory> ReadDocument(string document, DiagnosticBag diagnostics)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(document));
        return new OvalReader().Read(stream, "oval.xml", diagnostics, CancellationToken.None);
    }
}
