using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Tests;

/// <summary><c>grif-errata fix</c>.</summary>
internal sealed class Fixes
{
    private const string Definition = "errata-input/el9-x86_64/updates/20260901.yaml";

    [Test]
    public void The_blocks_are_shown_with_their_reasons_then_what_a_person_must_decide_and_what_was_not_checked()
    {
        using DependencySite site = Site();
        CommandRun run = site.Run("fix", "20260901");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, string.Empty)));
        Snapshot.Verify(run.Out);
    }

    [Test]
    public void A_version_that_needs_nothing_says_so()
    {
        using DependencySite site = new();
        site.Write(Definition, "kind: unscheduled\nstate: draft\nadvisories: [RHSA-2026:0002]");
        site.Repository("errata", "samba-common 3.0 2", "foo-libs 2 1", "tools 4 1");
        Assert.That(site.Run("fix", "20260901"), Is.EqualTo(new CommandRun(0, "el9-x86_64 20260901: nothing is needed besides the update that is known\n", string.Empty)));
    }

    [Test]
    public void What_machines_need_beyond_it_is_YAML_that_can_be_taken_over()
    {
        using DependencySite site = Site();
        Machines(site);

        CommandRun run = site.Run("fix", "20260901", "--profiles", "profiles");

        Assert.That((run.Code, run.Error), Is.EqualTo((1, string.Empty)));
        Snapshot.Verify(run.Out[run.Out.IndexOf("\n7 machines", StringComparison.Ordinal)..].TrimStart());
        UpdateDefinition update = Parse("kind: monthly\nstate: draft\n" + run.Out[run.Out.IndexOf("\nfix:\n", StringComparison.Ordinal)..]);
        Assert.That(update.Fixes.Select(f => $"{string.Join(" && ", f.When.Single())}: {string.Join(", ", f.Add.Select(a => a.Nevra))}"), Is.EqualTo((string[])["tools: manual-1:1-1.x86_64"]));
        Assert.That(update.Fixes.Single().Reason, Is.EqualTo("tools-4-1.x86_64 requires (manual unless tool's): wn1, wn2, wn3 and 1 more"));
    }

    [Test]
    public void Machines_that_are_whole_with_the_fix_are_exit_code_0()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "samba-common-2.9-1", "tools-3-1", "report-1-1", "foo-libs-1-1");
        CommandRun run = site.Run("fix", "20260901", "--profiles", "profiles/wn1.txt");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(run.Out, Does.EndWith("\n1 machine: all are whole with the update and its fix\n"));
    }

    [Test]
    public void On_dnf_no_fix_is_needed_for_what_dnf_pulls_in_and_machines_are_whole_with_it()
    {
        using DependencySite site = new();
        Replace(site, "../os.yaml", "pan: { shape: lines, backend: spma }", "pan: { shape: table, backend: yumdnf }");
        site.Machine("wn1", "lal", "samba-common-2.9-1", "tools-3-1", "report-1-1", "foo-libs-1-1");
        CommandRun run = site.Run("fix", "20260901", "--profiles", "profiles/wn1.txt");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(run.Out, Does.StartWith("el9-x86_64 20260901: nothing is needed besides the update that is known\n").And.EndWith("\n1 machine: all are whole with the update and its fix\n"));
    }

    [Test]
    public void With_write_the_needs_come_into_the_YAML_and_the_files_are_made_and_a_second_time_nothing_is_written()
    {
        using DependencySite site = Site();
        string before = "# September\nkind: monthly\nstate: draft   # soon\n\nfix:\n  # Lustre's\n  - when: [lustre]\n    leave: [kmod]\n    reason: 'built by us'\nvariables: { A: 1 }\n";
        site.Write(Definition, before.TrimEnd());
        site.Machine("wn1", "lal", "tools-3-1", "report-1-1");

        CommandRun first = Write(site);

        Assert.That((first.Code, Errors(first)), Is.EqualTo((0, string.Empty)));
        Assert.That(first.Out, Does.Contain($"wrote {Definition}\n").And.Contain("wrote templates/pan/el9-x86_64/rpms/errata/20260901-fix.pan\n").And.EndWith("\n5 files: 5 written, 0 deleted\n"));
        Assert.That(Text(site, Definition), Is.EqualTo(before.Replace("variables:", "  - when:\n      - tools\n    add:\n      - 'manual-1:1-1.x86_64'\n    reason: 'tools-4-1.x86_64 requires (manual unless tool''s): wn1'\nvariables:", StringComparison.Ordinal)));
        Assert.That(Text(site, "templates/pan/el9-x86_64/rpms/errata/20260901-fix.pan"), Does.Contain("pkg_repl('manual', '1-1', 'x86_64');"));

        string yaml = Text(site, Definition);
        CommandRun second = Write(site);
        Assert.That((second.Code, Errors(second)), Is.EqualTo((0, string.Empty)));
        Assert.That(second.Out, Does.EndWith("\n1 machine: all are whole with the update and its fix\n5 files: 0 written, 0 deleted\n"));
        Assert.That(Text(site, Definition), Is.EqualTo(yaml));
    }

    [Test]
    public void With_write_a_machine_that_nothing_cures_is_exit_code_1_all_the_same()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "foo-libs-1-1", "site-app-5-1");
        string yaml = Text(site, Definition);
        CommandRun run = Write(site);
        Assert.That((run.Code, Errors(run)), Is.EqualTo((1, string.Empty)));
        Assert.That(run.Out, Does.Contain("\n  nothing cures: site-app-5-1.x86_64 requires libfoo.so.1: wn1\n").And.EndWith("\n5 files: 5 written, 0 deleted\n"));
        Assert.That(Text(site, Definition), Is.EqualTo(yaml));
    }

    [TestCase("released", "tools-3-1")]
    [TestCase("withdrawn\nreplacedBy: 20260901\nwithdrawn: r", "tools-4-1")]
    public void With_write_a_version_that_is_no_draft_is_refused_and_nothing_changes(string state, string package)
    {
        using DependencySite site = Site();
        site.Write("errata-input/el9-x86_64/updates/20260801.yaml", $"kind: monthly\nstate: {state}");
        site.Machine("wn1", "lal", package, "report-1-1");
        string yaml = Text(site, "errata-input/el9-x86_64/updates/20260801.yaml");
        CommandRun run = Write(site, "20260801");
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("errata-input/el9-x86_64/updates/20260801.yaml(1,1): error GE1727: 20260801 is no draft, so what it does never changes. Write the block into the next version.\n"));
        Assert.That(Text(site, "errata-input/el9-x86_64/updates/20260801.yaml"), Is.EqualTo(yaml));
        Assert.That(Directory.Exists(Path.Combine(site.Root, "templates")), Is.False);
    }

    [Test]
    public void With_write_a_fix_that_is_no_list_is_refused_and_nothing_changes()
    {
        using DependencySite site = Site();
        site.Write(Definition, "kind: monthly\nstate: draft\nfix: { leave: [kmod], reason: r }");
        site.Machine("wn1", "lal", "tools-3-1", "report-1-1");
        string yaml = Text(site, Definition);
        CommandRun run = Write(site);
        Assert.That((run.Code, Errors(run)), Is.EqualTo((1, $"{Definition}(3,6): error GE1721: `fix` cannot be changed here without touching something else of the file. "
            + "Nothing was written: change it by hand, or write this part more plainly, one key a line.")));
        Assert.That(Text(site, Definition), Is.EqualTo(yaml));
        Assert.That(Directory.Exists(Path.Combine(site.Root, "templates")), Is.False);
    }

    [Test]
    public void Generating_tells_five_of_a_kind_and_how_many_more_there_are_and_fix_shows_them_all()
    {
        using DependencySite site = new();
        Replace(site, "errata/primary.xml", "<rpm:entry name=\"libreport\"/>", string.Concat(Enumerable.Range(1, 7).Select(i => $"<rpm:entry name=\"gone{i}\"/>")));
        string errors = site.Run("generate", "--output", Path.Combine(site.Root, "templates", "pan")).Error;
        Assert.That(errors.Split('\n').Where(l => l.Contains("GE2873", StringComparison.Ordinal)), Has.Exactly(6).StartsWith($"{Definition}(1,1): warning GE2873: "));
        Assert.That(errors, Does.Contain($"{Definition}(1,1): warning GE2873: 2 more of this kind; `grif-errata fix 20260901 --os el9-x86_64` and the review show them all.\n"));
        Assert.That(site.Run("fix", "20260901").Out.Split('\n'), Has.Exactly(7).StartsWith("  GE2873 tools-4-1.x86_64 requires gone"));
    }

    [Test]
    public void A_block_by_hand_that_cannot_be_is_an_error_at_its_place()
    {
        using DependencySite site = new();
        site.Write(Definition, "kind: monthly\nstate: draft\nfix:\n  - { add: [tools-data-4-1.x86_64], reason: r }");
        CommandRun run = site.Run("fix", "20260901");
        Assert.That((run.Code, run.Out), Is.EqualTo((1, string.Empty)));
        Assert.That(run.Error, Is.EqualTo($"{Definition}(4,13): error GE1873: tools-data-4-1.x86_64 is in no source of the OS, so a machine could not get it. Correct the build, or give a source that has it (`sources: other`).\n"));
    }

    [Test]
    public void A_version_that_does_not_exist_is_an_error()
    {
        using DependencySite site = new();
        Assert.That(site.Run("fix", "20261001"), Is.EqualTo(new CommandRun(1, string.Empty,
            "errata-input/el9-x86_64/updates: error GE1026: el9-x86_64 has no update version 20261001. There are: 20260901.\n")));
    }

    [Test]
    public void Of_several_OSs_it_is_the_one_that_has_the_version_and_else_one_must_be_named()
    {
        using DependencySite site = new();
        site.Write("errata-input/el8-x86_64/os.yaml", Text(site, "errata-input/el9-x86_64/os.yaml").Replace("el9x", "el8x", StringComparison.Ordinal));
        Assert.That(site.Run("fix", "20260901").Code, Is.Zero, "one has it");
        site.Write("errata-input/el8-x86_64/updates/20260901.yaml", Text(site, "errata-input/el9-x86_64/updates/20260901.yaml"));
        Assert.That(site.Run("fix", "20260901"), Is.EqualTo(new CommandRun(2, string.Empty, "grif-errata: error: There are several OSs; name one with --os: el8-x86_64, el9-x86_64.\n")));
        Assert.That(site.Run("fix", "20260901", "--os", "el9-x86_64").Code, Is.Zero);
    }

    [Test]
    public void Machines_of_other_OSs_are_left_out()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "samba-common-2.9-1");
        site.Write("profiles/wn2.json", """{"software":{"packages":{"tools":{"_33_2d1":{"arch":{"x86_64":{}}}}},"components":{"errata":{"os":"el7x-x86_64"}}}}""");
        Assert.That(site.Run("fix", "20260901", "--profiles", "profiles").Out, Does.EndWith("\n1 machine (1 of other OSes left out): all are whole with the update and its fix\n"));
    }

    [Test]
    public void The_help_of_fix() => Snapshot.Verify(CommandRun.Of("fix", "--help").Out);

    // tools requires what no condition of a template can say, an advisory names a package of a listing, and a build of `manual` has an epoch.
    private static DependencySite Site()
    {
        DependencySite site = new();
        site.Repository("site", "site-app 5 1 requires libfoo.so.1", "manual 1 1");
        Replace(site, "site/primary.xml", "<name>manual</name><arch>x86_64</arch><version epoch=\"0\"", "<name>manual</name><arch>x86_64</arch><version epoch=\"1\"");
        Replace(site, "errata/primary.xml", "<rpm:entry name=\"libreport\"/></rpm:requires>", "<rpm:entry name=\"libreport\"/><rpm:entry name=\"(manual unless tool's)\"/></rpm:requires>");
        site.Write("errata-input/el9-x86_64/sources/more.csv", "name,version,release,arch\nlisted,1,2,x86_64");
        Replace(site, "../os.yaml", "errata: [sources/errata/primary.xml]", "errata: [sources/errata/primary.xml, sources/more.csv]");
        Replace(site, "advisories.xml", "</updates>", """
            <update type="security"><id>RHSA-2026:0004</id><issued date="2026-08-04"/>
            <pkglist><collection><package name="listed" version="1" release="2" arch="x86_64"/></collection></pkglist></update></updates>
            """);
        return site;
    }

    private static void Machines(DependencySite site)
    {
        for (int i = 1; i <= 4; i++) site.Machine($"wn{i}", "lal", "samba-common-2.9-1", "tools-3-1", "report-1-1");
        site.Machine("wn5", "llr", "samba-common-2.9-1", "foo-libs-1-1");
        site.Machine("wn6", "llr", "foo-libs-1-1", "site-app-5-1");
        site.Machine("wn7", "llr", "tools-3-1", "manual-1-1");
    }

    private static void Replace(DependencySite site, string source, string old, string now)
    {
        string path = Path.Combine(site.Input, "el9-x86_64", "sources", source), text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }

    private static CommandRun Write(DependencySite site, string version = "20260901") =>
        site.Run("fix", version, "--profiles", "profiles", "--write", "--output", Path.Combine(site.Root, "templates", "pan"));

    private static string Errors(CommandRun run) => string.Join('\n', run.Error.Split('\n').Where(l => l.Contains("error", StringComparison.Ordinal)));

    private static string Text(DependencySite site, string relative) => File.ReadAllText(Path.Combine(site.Root, relative));

    private static UpdateDefinition Parse(string yaml)
    {
        DiagnosticBag diagnostics = [];
        UpdateDefinition? update = UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), "updates/20260901.yaml", diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return update!;
    }
}
