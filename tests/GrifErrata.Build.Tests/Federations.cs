namespace GrifErrata.Build.Tests;

internal sealed class Federations
{
    private const string Federation = "name: GRIF\nos: { el5-x86_64: { default: 20100906 } }\nfreezes:\n"
        + "  - { host: wn1.example.org, os: el5-x86_64, version: 20100906, reason: Lustre, owner: a@b, until: 2010-12-10 }\n";

    [Test]
    public void GrifErrataToday_says_against_which_day_freezes_are_held()
    {
        using SiteProject site = new();
        site.Write("errata-input/federation.yaml", Federation);

        site.Build("-p:GrifErrataToday=2010-10-01").Succeeded();
        Assert.That(site.Read("templates/pan/federation/errata/config.tpl"), Does.Contain("escape('wn1.example.org')"));
        Assert.That(site.Build("-p:GrifErrataToday=2010-10-01").Succeeded().Skipped, Is.True, "the same day");

        Assert.That(site.Build("-p:GrifErrataToday=2010-12-11").Failed().Output, Does.Contain("federation.yaml(4,5): error GE1708: "));
        Assert.That(site.Build().Failed().Output, Does.Contain("error GE1708: "), "without the property it is today");
        Assert.That(site.Build("-p:GrifErrataToday=soon").Failed().Output, Does.Contain("error GE1031: GrifErrataToday is `soon`."));
    }

    [Test]
    public void GrifErrataProfiles_warns_of_hosts_that_match_no_machine_and_follows_the_profiles()
    {
        using SiteProject site = new();
        site.Write("errata-input/federation.yaml", Federation + "sites:\n  - { name: lal, hosts: ['*.lal.example.org', '*.example.org'] }\n");
        site.Write("profiles/wn2.example.org.json", """{"software":{"packages":{}}}""");
        string[] arguments = ["-p:GrifErrataToday=2010-10-01", "-p:GrifErrataProfiles=profiles"];
        string file = site.At("errata-input/federation.yaml");

        string output = site.Build(arguments).Succeeded().Output;
        Assert.That(output, Does.Contain($"{file}(6,26): warning GE2721: `*.lal.example.org` of the site lal matches no machine of the profiles (1)."));
        Assert.That(output, Does.Contain($"{file}(4,5): warning GE2721: wn1.example.org is frozen and is no machine of the profiles (1)"));
        Assert.That(output, Does.Not.Contain("GE2721: `*.example.org`"));

        site.Write("profiles/lal/wn3.txt", "bash-3.2-24.el5.x86_64\n");
        site.Write("profiles/wn1.example.org.json", """{"software":{"packages":{}},"system":{"network":{"hostname":"wn1","domainname":"lal.example.org"}}}""");
        output = site.Build(arguments).Succeeded().Output;
        Assert.That(output, Does.Contain("GE2721: wn1.example.org").And.Not.Contain("`*.lal.example.org`"));

        site.Write("profiles/wn4.json", """{"software":{"packages":{}},"system":{"network":{"hostname":"wn1.example.org"}}}""");
        Assert.That(site.Build(arguments).Succeeded().Output, Does.Not.Contain("GE2721"));
        Assert.That(site.Build(arguments).Succeeded().Skipped, Is.True, "nothing changed");

        File.Delete(site.At("profiles/wn4.json"));
        Assert.That(site.Build(arguments).Succeeded().Output, Does.Contain("GE2721: wn1.example.org"), "a profile is gone");
        Assert.That(site.Build("-p:GrifErrataToday=2010-10-01").Succeeded().Output, Does.Not.Contain("GE2721"), "without the property nothing is read");
        Assert.That(site.Build("-p:GrifErrataToday=2010-10-01", "-p:GrifErrataProfiles=none").Failed().Output, Does.Contain("error GE1002"));

        arguments[1] = "-p:GrifErrataProfiles=profiles/wn2.example.org.json";
        Assert.That(site.Build(arguments).Succeeded().Output, Does.Contain("no machine of the profiles (1)"), "one file");
        site.Edit("profiles/wn2.example.org.json", "{}}", """{}},"system":{"network":{"hostname":"wn1.example.org"}}""");
        Assert.That(site.Build(arguments).Succeeded().Output, Does.Not.Contain("is frozen"), "its edit is followed");
    }

    [Test]
    public void GrifErrataMonitorFile_warns_of_forgotten_machines_and_follows_the_file()
    {
        using SiteProject site = new();
        const string start = """{"schema":1,"time":"2010-12-10T12:00:00Z","hosts":[{"host":"wn1.example.org","os":"el5-x86_64","version":"20100927","followed":"20101125","verdicts":[""";
        site.Write("hosts.json", start + "\"forgotten\"]}]}");
        string[] arguments = ["-p:GrifErrataToday=2010-10-01", "-p:GrifErrataMonitorFile=hosts.json"];
        const string warning = "warning GE2911: wn1.example.org is forgotten on 20100927: the federation gives it 20101125";
        Assert.That(site.Build(arguments).Succeeded().Output, Does.Contain($"{site.At("hosts.json")} : {warning}"));
        Assert.That(site.Build(arguments).Succeeded().Output, Does.Contain(warning), "it is told until somebody does something");
        site.Write("hosts.json", start + "\"right\"]}]}");
        Assert.That(site.Build(arguments).Succeeded().Output, Does.Not.Contain("GE2911"));
        Assert.That(site.Build(arguments).Succeeded().Skipped, Is.True, "nothing changed");
        site.Write("hosts.json", "Log in");
        Assert.That(site.Build(arguments).Failed().Output, Does.Contain("error GE1911: "));
        Assert.That(site.Build("-p:GrifErrataToday=2010-10-01", "-p:GrifErrataMonitorFile=none.json").Failed().Output, Does.Contain("error GE1001"));
    }
}
