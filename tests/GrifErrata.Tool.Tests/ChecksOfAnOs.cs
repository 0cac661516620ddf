using System.Text.Json;

namespace GrifErrata.Tool.Tests;

/// <summary><c>grif-errata check --os</c>.</summary>
internal sealed class ChecksOfAnOs
{
    private static readonly string[] Check = ["check", "--os", "el9-x86_64", "--version", "20260901", "--profile", "profiles"];

    [Test]
    public void The_same_problem_of_many_machines_is_told_once_with_advisories_and_open_CVEs()
    {
        using DependencySite site = new();
        site.Machine("wn017", "site-a", "foo-libs-1-1", "site-app-5-1", "tools-4-1", "libreport-2-1");
        for (int i = 100; i < 137; i++) site.Machine($"wn{i}", "site-b", "samba-common-2.9-1", "tools-3-1", "report-1-1", $"own-{i}-1");
        site.Machine("wn200", "site-b", "kernel-5.14-1", "foo-libs-1-1");

        CommandRun run = site.Run(Check);

        Assert.That((run.Code, run.Error), Is.EqualTo((1, string.Empty)));
        Snapshot.Verify(string.Join('\n', run.Out.Split('\n').Where(l => !l.StartsWith("GE2851", StringComparison.Ordinal))));
    }

    [Test]
    public void With_machines_every_machine_is_named()
    {
        using DependencySite site = new();
        for (int i = 1; i <= 6; i++) site.Machine($"wn{i}", "none", "samba-common-2.9-1");
        Assert.That(site.Run(Check).Out, Does.Contain("; 6 machines (wn1, wn2, wn3 and 3 more); same source as samba-common\n"));
        Assert.That(site.Run([.. Check, "--machines"]).Out, Does.Contain("; 6 machines (wn1, wn2, wn3, wn4, wn5, wn6); same source as samba-common\n"));
    }

    [Test]
    public void In_json_a_machine_is_a_line_of_the_contract()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "samba-common-2.9-1");
        site.Machine("wn2", "lal", "foo-libs-1-1", "site-app-5-1");
        site.Machine("wn3", "lal", "foo-libs-1-1");
        CommandRun run = site.Run([.. Check, "--json"]);
        JsonElement[] lines = [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.That(lines.Select(l => $"{l.GetProperty("id")} {l.GetProperty("result")}"), Is.EqualTo((string[])["lal/wn1 fix", "lal/wn2 impossible", "lal/wn3 ok"]));
        Assert.That(lines[0].EnumerateObject().Select(p => p.Name), Is.EqualTo((string[])["id", "result", "changes", "problems", "warnings"]));
        Assert.That(lines[0].GetProperty("changes")[0].EnumerateObject().Select(p => p.Name), Is.EqualTo((string[])["action", "package", "because"]));
    }

    [Test]
    public void An_advisory_that_the_machine_has_the_fix_of_does_not_stay_open()
    {
        using DependencySite site = new();
        site.Write("errata-input/el9-x86_64/sources/advisories.xml", File.ReadAllText(Path.Combine(site.Input, "el9-x86_64/sources/advisories.xml")).Replace("</updates>", """
            <update type="security"><id>RHSA-2026:0009</id><issued date="2026-08-09"/><references><reference type="cve" id="CVE-2026-0009"/></references>
            <pkglist><collection><package name="foo-libs" version="1.5" release="1" arch="x86_64"/></collection></pkglist></update></updates>
            """, StringComparison.Ordinal));
        site.Repository("site", "site-app 5 1 requires libfoo.so.1", "foo-libs 1.5 1 provides libfoo.so.1");
        site.Machine("old", "none", "foo-libs-1-1", "site-app-5-1");
        site.Machine("new", "none", "foo-libs-1.5-1", "site-app-5-1");

        string text = site.Run(["check", "--os", "el9-x86_64", "--profile", "profiles/old.txt", "profiles/new.txt"]).Out;

        Assert.That(text, Does.Contain("20260901: cannot be applied to new (1 of 2 machines)").And.Contain("foo-libs-2-1.x86_64 (RHSA-2026:0001) no longer").And.Contain("(leaves CVE-2026-0001 open)"));
        Assert.That(text, Does.Contain("20260901: cannot be applied to old (1 of 2 machines)").And.Contain("(leaves CVE-2026-0009, CVE-2026-0001 open)"));
    }

    [Test]
    public void Machines_of_another_OS_are_left_out_and_counted()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "foo-libs-1-1");
        site.Machine("other", "lal", "bash-3.2-1", "glibc-2.5-1");
        site.Write("profiles/el8.json", """{"software":{"packages":{"foo_2dlibs":{"_31_2d1":{"arch":{"x86_64":{}}}}},"components":{"errata":{"os":"el8x-x86_64"}}}}""");
        Assert.That((site.Run(Check).Code, site.Run(Check).Out), Is.EqualTo((0, "20260901: 1 machine: 1 ok; 2 of another OS left out\n")));

        File.Delete(Path.Combine(site.Root, "profiles/wn1.txt"));
        CommandRun none = site.Run(Check);
        Assert.That((none.Code, none.Out, none.Error), Is.EqualTo((1, string.Empty,
            "profiles: error GE1865: None of the machines (2) is one of el9-x86_64 (el9x-x86_64). Name profiles of this OS, or another --os.\n")));
        Assert.That(site.Run("check", "--os", "el9-x86_64", "--profile", "profiles/other.txt").Out, Does.Contain("20260901: 1 machine: 1 ok\n"), "a file that is named is meant");
    }

    [Test]
    public void An_unreadable_profile_is_told_and_the_rest_is_checked()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "foo-libs-1-1");
        site.Write("profiles/wn2.json", "{ cut");
        CommandRun run = site.Run(Check);
        Assert.That((run.Code, run.Out), Is.EqualTo((1, "20260901: 1 machine: 1 ok\n")));
        Assert.That(run.Error, Does.StartWith("profiles/wn2.json(1,3): error GE1741: "));
    }

    [TestCase("check", "--os", "el9-x86_64")]
    [TestCase("check", "--base")]
    [TestCase("check", "--version", ".")]
    [TestCase("check", "--version", "20260901", "--base")]
    public void Without_a_profile_the_base_release_is_the_machine_and_without_a_version_the_newest_is_checked(params string[] args)
    {
        using DependencySite site = new();
        site.Write("errata-input/el9-x86_64/updates/20260801.yaml", "kind: monthly\nstate: draft\n");
        CommandRun run = site.Run(args);
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Is.EqualTo("""
            add libreport-2-1.x86_64: tools-4-1.x86_64 requires libreport; el9-x86_64 base
            add libsmbclient-3.0-2.x86_64: samba-common-3.0-2.x86_64 requires libsmbclient; el9-x86_64 base; same source as samba-common
            remove report-1-1.x86_64: libreport-2-1.x86_64 obsoletes report-1-1.x86_64 (report); el9-x86_64 base
            20260901: 1 machine: 1 with further changes

            """));
    }

    [Test]
    public void What_is_built_after_the_cutoff_and_the_kernel_is_no_way_out()
    {
        using DependencySite site = new();
        site.Write("errata-input/el9-x86_64/updates/20260901.yaml", "kind: monthly\nstate: draft\npackages:\n  - { name: tools, version: 4-1, arch: x86_64, action: add, reason: test }\n");
        site.Repository("errata", "tools 4 1 requires new-kernel", "kernel 5.14 2 provides new-kernel");
        site.Write("errata-input/el9-x86_64/sources/advisories.xml", "<updates/>");
        string text = site.Run("check", "--base").Out;
        Assert.That(text, Does.Contain("tools-4-1.x86_64 requires new-kernel, which only kernel-5.14-2.x86_64, held by the kernel rule, has\n"));

        site.Repository("errata", "tools 4 1 requires new-tool");
        site.Repository("site", "later 1 1 provides new-tool");
        string primary = Path.Combine(site.Input, "el9-x86_64/sources/site/primary.xml");
        Assert.That(site.Run("check", "--base").Out, Does.Contain("add later-1-1.x86_64"));
        File.WriteAllText(primary, File.ReadAllText(primary).Replace("1785542400", "1790000000", StringComparison.Ordinal));
        Assert.That(site.Run("check", "--base").Out, Does.Contain("later-1-1.x86_64, built after the cutoff, has\n"));
    }

    [Test]
    public void Packages_that_are_only_listed_are_not_checked_and_that_is_said_once()
    {
        using DependencySite site = new();
        File.Delete(Path.Combine(site.Input, "el9-x86_64/sources/base/primary.xml"));
        site.Write("errata-input/el9-x86_64/sources/base/primary.xml", "name,version,release,arch\nfoo-libs,1,1,x86_64\ntools,4,1,x86_64\ngone,1,1,x86_64");
        site.Machine("wn1", "none", "foo-libs-1-1", "gone-1-1");
        site.Machine("wn2", "none", "foo-libs-1-1");
        CommandRun run = site.Run(Check);
        Assert.That(run.Error, Is.EqualTo("errata-input/el9-x86_64/sources/base/primary.xml: warning GE2865: 2 packages are listed without dependencies: "
            + "they were not checked. Name the repodata that they come from in os.yaml, and they are.\n"), "tools-4-1 is in the errata's metadata too");
        Assert.That((run.Code, run.Out), Is.EqualTo((0, "20260901: 2 machines: 2 ok\n")));
    }

    [Test]
    public void Packages_without_version_or_architecture_are_counted()
    {
        using DependencySite site = new();
        site.Write("profiles/wn1.json", """
            {"software":{"packages":{"foo_2dlibs":{"_31_2d1":{"arch":{"x86_64":{}}}},"tools":{},"report":{"_31_2d1":{}}},"components":{"errata":{"os":"el9x-x86_64"}}}}
            """);
        Assert.That(site.Run(Check).Out, Does.StartWith("GE2866: 2 packages of the profile have no version or no architecture, so they count as absent; "));
    }

    [TestCase("check --os el9-x86_64 --repo r")]
    [TestCase("check --base --cutoff 2026-01-01")]
    [TestCase("check --base --profile p")]
    [TestCase("check --requests r --os o")]
    [TestCase("check --base --version tomorrow")]
    public void Two_questions_at_once_are_wrong_use(string line) => Assert.That(CommandRun.Of(line.Split(' ')).Code, Is.EqualTo(2));
}
