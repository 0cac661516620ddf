using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

/// <summary><c>GrifErrataCheck</c>, with an OS of repodata and two machines: wn1 can have the draft of September, wn2 cannot.</summary>
internal sealed class Checking
{
    private const string Draft = "errata-input/el9-x86_64/updates/20260901.yaml";
    private const string Errata = "errata-input/el9-x86_64/sources/errata/primary.xml";
    private const string Breaking = "profiles/wn2.example.org.txt";
    private static readonly string[] Check = ["-p:GrifErrataCheck=true", "-p:GrifErrataProfilesDir=profiles", "-p:GrifErrataToday=2026-09-02"];

    [Test]
    public void A_version_that_breaks_a_profile_fails_the_build_with_the_chain_of_reasons()
    {
        using SiteProject site = Site();

        CommandResult broken = site.Build(Check).Failed();
        string error = $"{site.At(Draft)}(1,1): error GE1852: 20260901 cannot be applied to wn2.example.org (1 of 2 machines): "
            + "foo-libs-2-1.x86_64 (RHSA-2026:0001) no longer provides libfoo.so.1()(64bit), foo-libs-1-1.x86_64 did; "
            + "site-app-5-1.x86_64 requires libfoo.so.1()(64bit); nothing else provides it; "
            + "site-app-5-1.x86_64 cannot just go, and nothing takes its place. "
            + "Either: exclude foo-libs (leaves CVE-2026-0001 open), or a build of site-app that does without libfoo.so.1()(64bit), or a package that provides it.";
        Assert.That(broken.Output, Does.Contain(error));
        Assert.That(broken.Output, Does.Not.Contain("20260801 cannot"), "the version without foo-libs");
        Assert.That(File.Exists(site.At("templates/pan/el9-x86_64/rpms/errata/20260901.pan")), Is.True, "the check comes after the files");
        Assert.That(site.Build(Check).Failed().Output, Does.Contain(error), "said again");
        site.Build("-p:GrifErrataToday=2026-09-02").Succeeded();

        File.Delete(site.At(Breaking));
        Assert.That(site.Build(Check).Succeeded().Output, Does.Contain(": GrifErrata: machines checked: 1,"));
        Assert.That(site.Build(Check).Succeeded().Output, Does.Contain("Skipping target \"GrifErrataCheck\"").And.Contain("warning GE2875: "), "nothing changed");

        site.Write(Breaking, "foo-libs-1-1.x86_64\nsite-app-5-1.x86_64\n");
        Assert.That(site.Build(Check).Failed().Output, Does.Contain(error), "a profile came");
        site.Write(Breaking, "foo-libs-1-1.x86_64\n");
        site.Build(Check).Succeeded();
        site.Edit(Errata, "</metadata>", "<!-- changed --></metadata>");
        Assert.That(site.Build(Check).Succeeded().Output, Does.Contain(": GrifErrata: machines checked: 2,"), "the repodata are inputs");
    }

    [Test]
    public void What_the_federation_gives_a_machine_is_checked_and_a_frozen_machine_needs_no_draft()
    {
        using SiteProject site = Site();
        site.Build("-p:GrifErrataToday=2026-09-02").Succeeded();
        const string Federation = "name: GRIF\nos: { el9-x86_64: { default: 20260801 } }\nfreezes:\n"
            + "  - { host: wn2.example.org, os: el9-x86_64, version: 20260801, reason: site-app, owner: a@b, until: 2026-12-10 }\n";
        foreach (string version in (string[])["20260801", "20260901"]) site.Edit($"errata-input/el9-x86_64/updates/{version}.yaml", "draft", version == "20260801" ? "released" : "draft");

        site.Write("errata-input/federation.yaml", Federation);
        Assert.That(site.Build(Check).Succeeded().Output, Does.Not.Contain("GE1852"), "frozen on 20260801");

        site.Edit(Draft, "draft", "released");
        site.Write("errata-input/federation.yaml", Federation.Replace("default: 20260801", "default: 20260901", StringComparison.Ordinal)
            .Replace("version: 20260801", "version: 20260901", StringComparison.Ordinal));
        Assert.That(site.Build(Check).Failed().Output, Does.Contain($"{site.At(Draft)}(1,1): error GE1852: 20260901 cannot be applied to wn2.example.org (1 of 2 machines): "));

        site.Write("errata-input/federation.yaml", "name: GRIF\nos: { el9-x86_64: { default: 20260801 } }\n");
        site.Build(Check).Succeeded();
    }

    [Test]
    public void Without_a_profile_of_the_OSs_the_check_fails()
    {
        using SiteProject site = Site();
        Assert.That(site.Build("-p:GrifErrataCheck=true").Failed().Output, Does.Contain("error GE1868: GrifErrataCheck is true, and no profiles are named."));
        Assert.That(site.Build("-p:GrifErrataCheck=true", "-p:GrifErrataProfiles=profiles").Failed().Output, Does.Contain("error GE1852: "), "all machines may be checked too");

        foreach (string profile in Directory.EnumerateFiles(site.At("profiles"))) File.Delete(profile);
        site.Write("profiles/wn3.txt", "bash-5.1-1.el9.x86_64\n");
        site.Write("profiles/wn4.json", "{ cut");
        string output = site.Build(Check).Failed().Output;
        Assert.That(output, Does.Contain("wn4.json(1,3): error GE1741: ").And.Not.Contain("GE1865"));
        File.Delete(site.At("profiles/wn4.json"));
        Assert.That(site.Build(Check).Failed().Output, Does.Contain($"{site.At("profiles")} : error GE1865: None of the machines (1) is one of the OSs of "));
    }

    private static SiteProject Site()
    {
        SiteProject site = new();
        Packages.Copy(new(Path.Combine(Checkout.Root, "tests", "GrifErrata.Build.Tests", "checked")), site.Root);
        return site;
    }
}
