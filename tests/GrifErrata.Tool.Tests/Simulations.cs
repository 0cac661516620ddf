using System.Text.Json;

namespace GrifErrata.Tool.Tests;

/// <summary><c>grif-errata simulate</c>.</summary>
internal sealed class Simulations
{
    [Test]
    public void The_transaction_of_a_machine_is_laid_out_as_dnf_prints_it()
    {
        using DependencySite site = new();
        site.Write("errata-input/el9-x86_64/updates/20260901.yaml", "kind: monthly\nstate: draft\npackages:\n  - { name: foo-libs, version: 1-1, arch: x86_64, action: pin, reason: test }\n");
        site.Machine("wn1.example.org", "lal", "samba-common-2.9-1", "tools-3-1", "report-1-1", "foo-libs-2-1", "kernel-5.14-1");
        CommandRun run = site.Run("simulate", "20260901", "--host", "wn1", "--profiles", "profiles");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, string.Empty)));
        Snapshot.Verify(run.Out);
    }

    [Test]
    public void Where_a_repository_does_not_say_a_size_the_column_is_empty_and_nothing_is_summed()
    {
        using DependencySite site = new();
        string primary = Path.Combine(site.Input, "el9-x86_64/sources/errata/primary.xml");
        File.WriteAllText(primary, File.ReadAllText(primary).Replace("<size package=\"61725\"/>", "<size package=\"\"/>", StringComparison.Ordinal));
        site.Machine("wn1", "lal", "samba-common-2.9-1", "tools-3-1", "libreport-2-1");
        string[] lines = site.Run("simulate", "20260901", "--profile", "profiles/wn1.txt").Out.Split('\n');
        Assert.That(lines, Has.One.StartsWith(" samba-common").And.EndsWith(" errata     145 k"));
        Assert.That(lines, Has.One.StartsWith(" tools").And.EndsWith(" errata"));
        Assert.That(lines, Has.None.StartsWith("Total"));
    }

    [Test]
    public void In_json_each_step_says_what_it_replaces_and_why()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "samba-common-2.9-1", "tools-3-1", "report-1-1");
        CommandRun run = site.Run("simulate", "20260901", "--profile", "profiles/wn1.txt", "--json");
        Assert.That(run.Code, Is.Zero);
        Snapshot.Verify(run.Out, "json");
    }

    [Test]
    public void Where_the_version_cannot_be_had_the_reasons_are_printed()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "foo-libs-1-1", "site-app-5-1");
        CommandRun run = site.Run("simulate", "20260901", "--host", "wn1", "--profiles", "profiles");
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Out, Does.StartWith("20260901: cannot be applied to wn1 (1 of 1 machine) [GE1852]\n  foo-libs-2-1.x86_64 (RHSA-2026:0001) no longer provides libfoo.so.1, foo-libs-1-1.x86_64 did\n"));
        using JsonDocument json = JsonDocument.Parse(site.Run("simulate", "20260901", "--host", "wn1", "--profiles", "profiles", "--json").Out);
        Assert.That(json.RootElement.GetProperty("result").GetString(), Is.EqualTo("impossible"));
        Assert.That(json.RootElement.GetProperty("steps").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void A_machine_that_has_all_has_nothing_to_do()
    {
        using DependencySite site = new();
        site.Machine("wn1", "lal", "foo-libs-2-1", "report-1-1");
        CommandRun run = site.Run("simulate", "20260901", "--host", "WN1", "--profiles", "profiles");
        Assert.That((run.Code, run.Out), Is.EqualTo((0, "Nothing to do.\n")));
    }

    [Test]
    public void A_host_is_found_by_its_name_or_refused()
    {
        using DependencySite site = new();
        site.Machine("wn1.a.org", "lal", "foo-libs-2-1");
        site.Machine("wn1.b.org", "lal", "foo-libs-2-1");
        site.Write("profiles/wn3.json", "{ cut");
        CommandRun run = site.Run("simulate", "20260901", "--host", "wn1.b.org", "--profiles", "profiles");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, string.Empty)), "the file of another machine does not matter");
        File.Delete(Path.Combine(site.Root, "profiles/wn3.json"));
        Assert.That(site.Run("simulate", "20260901", "--host", "wn1", "--profiles", "profiles").Error,
            Is.EqualTo("profiles: error GE1866: Several machines are called wn1: wn1.a.org, wn1.b.org. Name one with its domain.\n"));
        Assert.That(site.Run("simulate", "20260901", "--host", "wn9", "--profiles", "profiles").Error,
            Is.EqualTo("profiles: error GE1866: There is no wn9 among the machines (2: wn1.a.org, wn1.b.org). Correct the name, or name the folder or file that has it.\n"));
    }

    [Test]
    public void The_OS_is_the_one_that_the_profile_says()
    {
        using DependencySite site = new();
        site.Write("errata-input/el8-x86_64/os.yaml", File.ReadAllText(Path.Combine(site.Input, "el9-x86_64/os.yaml")).Replace("el9x", "el8x", StringComparison.Ordinal));
        site.Machine("wn1", "lal", "foo-libs-1-1");
        const string Profile = """{"software":{"packages":{"foo_2dlibs":{"_31_2d1":{"arch":{"x86_64":{}}}}},"components":{"errata":{"os":"el9x-x86_64"}}}}""";
        site.Write("profiles/wn2.json", Profile);
        site.Write("profiles/wn3.json", Profile.Replace("el9x", "el7x", StringComparison.Ordinal));
        Assert.That(site.Run("simulate", "20260901", "--profile", "profiles/wn2.json").Out, Does.Contain("\nUpgrading:\n foo-libs"));
        Assert.That(site.Run("simulate", "20260901", "--profile", "profiles/wn1.txt").Code, Is.Zero, "only el9 has the version");
        site.Write("errata-input/el8-x86_64/updates/20260901.yaml", File.ReadAllText(Path.Combine(site.Input, "el9-x86_64/updates/20260901.yaml")));
        CommandRun unknown = site.Run("simulate", "20260901", "--profile", "profiles/wn1.txt");
        Assert.That((unknown.Code, unknown.Error), Is.EqualTo((1, "profiles/wn1.txt: error GE1867: The profile does not say the OS of wn1. Name it with --os; there are: el8-x86_64, el9-x86_64.\n")));
        Assert.That(site.Run("simulate", "20260901", "--profile", "profiles/wn3.json").Error, Does.StartWith("profiles/wn3.json: error GE1867: wn3 has the OS el7x-x86_64, which is no nodeOsVersion of "));
        Assert.That(site.Run("simulate", "20260901", "--profile", "profiles/wn1.txt", "--os", "el9-x86_64").Code, Is.Zero);
    }

    [TestCase("simulate 20260901 --host wn1")]
    [TestCase("simulate 20260901 --profiles p")]
    [TestCase("simulate 20260901 --profiles p --profile q --host h")]
    [TestCase("simulate tomorrow --profile q")]
    public void A_machine_must_be_named_once(string line) => Assert.That(CommandRun.Of(line.Split(' ')).Code, Is.EqualTo(2));
}
