using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

/// <summary><c>PancPath</c> and <c>PanlintPath</c>. A program of the shell stands for both, which notes that it ran; the real ones run where the environment names them.</summary>
internal sealed class Compiling
{
    private const string Stub = "tools/panc", Ran = "ran.txt";
    private static readonly string[] Panc = [$"-p:PancPath={Stub}"];

    [Test]
    public void Without_PancPath_one_message_says_that_nothing_was_compiled_and_what_to_set()
    {
        using SiteProject site = new();
        const string Message = "GrifErrata: the generated templates were not compiled. Set PancPath to panc";
        string output = site.Build().Succeeded().Output;
        Assert.That(output.Split(Message), Has.Length.EqualTo(2), output);
        Assert.That(output, Does.Not.Contain("warning"));
        Assert.That(site.Build("-p:GrifErrataSkip=true").Succeeded().Output, Does.Not.Contain(Message));
    }

    [Test]
    public void Templates_are_compiled_again_only_when_one_of_them_or_panc_changed()
    {
        using SiteProject site = Site("exit 0");
        CommandResult first = site.Build(Panc).Succeeded();
        Assert.That(first.Output, Does.Contain("GrifErrata: panc compiled ").And.Not.Contain("were not compiled"));
        Assert.That(Runs(site), Is.EqualTo(1));
        Assert.That(site.Build(Panc).Succeeded().Output, Does.Contain("Skipping target \"GrifErrataCompile\""));
        Assert.That(Runs(site), Is.EqualTo(1));

        site.Edit(SiteProject.DraftDefinition, "kernel: 2.6.18-194.11.3.el5", "kernel: 2.6.18-194.17.4.el5");
        site.Build(Panc).Succeeded();
        Assert.That(Runs(site), Is.EqualTo(2), "a template changed");
        Script(site, "exit 0 # other");
        site.Build(Panc).Succeeded();
        Assert.That(Runs(site), Is.EqualTo(3), "panc changed");
        site.Build([.. Panc, $"-p:PanlintPath={Stub}"]).Succeeded();
        Assert.That(Runs(site), Is.EqualTo(4), "panlint has no .pan file to look at here, panc has");
    }

    [Test]
    public void An_error_of_panc_is_an_error_of_the_build_at_the_file_and_is_told_until_it_is_gone()
    {
        using SiteProject site = new();
        Script(site, $"echo 'parse error [{site.At(SiteProject.Draft)}:3.15-3.20]'; echo; echo 'Encountered: ;'; exit 1");
        string error = $"{site.At(SiteProject.Draft)}(3,15): error GE1991: panc, parse error: Encountered: ;.";
        Assert.That(site.Build(Panc).Failed().Output, Does.Contain(error));
        Assert.That(site.Build(Panc).Failed().Output, Does.Contain(error), "said again");
        Assert.That(site.Build().Succeeded().Output, Does.Not.Contain("GE1991"));
        Script(site, "exit 0");
        site.Build(Panc).Succeeded();
    }

    [Test]
    public void A_time_that_is_none_a_library_that_is_not_there_and_a_panc_that_is_not_there_are_told()
    {
        using SiteProject site = Site("exit 0");
        Assert.That(site.Build([.. Panc, "-p:PancTimeout=soon"]).Failed().Output, Does.Contain("error GE1997: PancTimeout is `soon`. Set it to a whole number of seconds"));
        Assert.That(site.Build([.. Panc, "-p:TemplateLibraryPath=nowhere"]).Failed().Output, Does.Contain($"{site.At("nowhere")} : error GE1995: "));
        Assert.That(site.Build("-p:PancPath=tools/none").Failed().Output, Does.Contain("error GE1990: panc cannot be started: "));
    }

    [Test]
    public void The_templates_of_a_site_that_has_only_our_package_compile_with_the_real_panc()
    {
        string? panc = Environment.GetEnvironmentVariable("PancPath");
        if (string.IsNullOrEmpty(panc)) Assert.Ignore("PancPath does not name Pan's compiler.");
        using SiteProject site = new();
        Assert.That(site.Build($"-p:PancPath={panc}").Succeeded().Output, Does.Contain("GrifErrata: panc compiled "));
        Assert.That(Directory.GetFiles(site.At($"{SiteProject.Intermediate}/compiled/profiles"), "*.json", SearchOption.AllDirectories), Has.Length.GreaterThanOrEqualTo(4));

        // A Scriban template of the site that makes what is no Pan.
        site.Edit("errata-input/el5-x86_64/updates/20100906.yaml", "state: released", "state: draft");
        site.Write("scriban/init.tpl.scriban", "unique template config/os/errata/{{ version }}-init;\nvariable X = ;\n");
        string output = site.Build($"-p:PancPath={panc}", "-p:GrifErrataTemplateDir=scriban").Failed().Output;
        Assert.That(output, Does.Contain("/config/os/errata/20101022-init.tpl(2,").And.Contain(": error GE1991: panc, parse error: illegal empty DML statement."));
    }

    private static SiteProject Site(string script)
    {
        SiteProject site = new();
        Script(site, script);
        return site;
    }

    private static void Script(SiteProject site, string text)
    {
        site.Write(Stub, $"#!/bin/sh\necho x >> '{site.At(Ran)}'\n{text}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(site.At(Stub), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static int Runs(SiteProject site) => File.ReadAllLines(site.At(Ran)).Length;
}
