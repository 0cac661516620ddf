using GrifErrata.Diagnostics;
using GrifErrata.RepositorySnapshots;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>Which packages are in a snapshot.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class Contents : IDisposable
{
    private readonly DiagnosticBag _diagnostics = [];
    private readonly SnapshotSite _site = new();

    public void Dispose() => _site.Dispose();

    [Test]
    public void The_base_release_is_there_and_of_the_errata_exactly_the_versions_builds_and_what_they_need()
    {
        Make();
        Assert.That(_site.Packages("base"), Is.EqualTo(_site.Base));
        Assert.That(_site.Packages("errata"), Is.EqualTo(["glibc-2.34-125.x86_64", "tools-4-1.x86_64", "libnew-1-1.x86_64", "deeper-1-1.x86_64"]));
    }

    [TestCase("", "Name a version that is not withdrawn.")]
    [TestCase("replacedBy: 20250218\n", "Make one of 20250218, which replaces it.")]
    public void GE1988_a_withdrawn_version_gets_no_snapshot(string replaced, string advice)
    {
        _site.Write($"errata-input/el9/updates/{SnapshotSite.Version}.yaml", "kind: monthly\nstate: withdrawn\n" + replaced);
        _site.Write("errata-input/el9/updates/20250218.yaml", "kind: monthly\nstate: draft\n");
        DiagnosticBag diagnostics = [];
        Assert.That(_site.Make(diagnostics), Is.Null);
        Assert.That(diagnostics.Single().ToString(), Does.EndWith($"updates/{SnapshotSite.Version}.yaml(1,1): error GE1988: {SnapshotSite.Version} of el9 is withdrawn, so no snapshot of it is made. {advice}"));
        Assert.That(Directory.Exists(_site.Shown), Is.False);
    }

    [Test]
    public void Of_other_repositories_it_has_what_they_had_at_the_cutoff_and_nothing_newer_than_the_version_sets()
    {
        Make();
        Assert.That(_site.Packages("epel"), Is.EqualTo(["site-app-1-1.x86_64"]));
    }

    [Test]
    public void A_named_kernel_is_the_only_one_and_kernel_packages_of_other_numbers_are_the_releases()
    {
        Version("kernel: 5.14-2");
        Make();
        Assert.That(_site.Packages("base").Concat(_site.Packages("errata")).Where(p => p.StartsWith("kernel", StringComparison.Ordinal)),
            Is.EquivalentTo(["kernel-5.14-2.x86_64", "kernel-core-5.14-2.x86_64", "kernel-srpm-macros-1.0-13.noarch"]));
    }

    [Test]
    public void Kernels_of_freezes_and_of_open_rows_of_a_kernel_plan_are_there_too()
    {
        Version("kernel: 5.14-2");
        Federation("""
            freezes:
              - { host: wn1.a.example.org, os: el9, version: 20250211, kernel: 5.14-1, reason: Lustre, owner: a@example.org, until: 2025-04-01 }
              - { host: wn2.a.example.org, os: el9, version: 20250111, kernel: 5.14-3, reason: other version, owner: a@example.org, until: 2025-04-01 }
            """);
        Make();
        Assert.That(_site.Packages("base"), Does.Contain("kernel-5.14-1.x86_64").And.Contain("kernel-core-5.14-1.x86_64"));
        Assert.That(_site.Packages("errata"), Does.Contain("kernel-5.14-2.x86_64").And.Not.Contain("kernel-5.14-3.x86_64"));
    }

    [Test]
    public void A_sites_own_kernel_is_named_by_the_caller()
    {
        Make(r => r with { Kernels = ["5.14-3"] });
        Assert.That(_site.Packages("errata"), Does.Contain("kernel-5.14-3.x86_64").And.Not.Contain("kernel-5.14-2.x86_64"));
    }

    [Test]
    public void An_open_kernel_plan_names_the_old_and_the_new_kernel()
    {
        Version("kernel: 5.14-1");
        Federation("""
            sites: [{ name: lal, stage: default }, { name: irfu, stage: default }]
            kernels:
              - os: el9
                kernel: 5.14-3
                version: 20250211
                sites: [{ site: lal, version: 20250211, kernel: 5.14-2 }, { site: irfu, version: 20250211, kernel: 9-9, done: 2025-02-20 }]
            """);
        Make();
        Assert.That(_site.Packages("errata").Where(p => p.StartsWith("kernel-5", StringComparison.Ordinal)), Is.EquivalentTo(["kernel-5.14-2.x86_64", "kernel-5.14-3.x86_64"]));
    }

    [Test]
    public void A_pin_below_the_release_takes_the_releases_build_out_so_that_nobody_goes_up_to_it()
    {
        _site.Errata = [.. _site.Errata, "bash-5.0-1.x86_64 built 2020-01-01"];
        Version("packages: [{ name: bash, version: 5.0-1, arch: x86_64, action: pin, reason: the new one breaks }]");
        Make();
        Assert.That(_site.Packages("base").Concat(_site.Packages("errata")).Where(p => p.StartsWith("bash", StringComparison.Ordinal)), Is.EqualTo(["bash-5.0-1.x86_64"]));
    }

    [Test]
    public void What_is_excluded_stays_at_the_releases_build_and_comes_from_no_other_repository()
    {
        _site.Other = [.. _site.Other, "tools-3-5.x86_64 built 2024-05-01"];
        Version("packages: [{ name: tools, action: exclude, reason: breaks }]");
        Make();
        Assert.That(_site.Packages("base").Concat(_site.Packages("errata")).Concat(_site.Packages("epel")).Where(p => p.StartsWith("tools", StringComparison.Ordinal)), Is.EqualTo(["tools-3-1.x86_64"]));
    }

    [Test]
    public void What_the_fix_brings_is_there()
    {
        Version("fix: [{ add: [bash-5.1-9.x86_64], reason: wanted }]");
        Make();
        Assert.That(_site.Packages("errata"), Does.Contain("bash-5.1-9.x86_64"));
    }

    [Test]
    public void GE1983_a_package_that_machines_lock_and_no_repository_has_stops_it_before_anything_is_written()
    {
        Version("packages: [{ name: own-tool, version: 1-1, arch: x86_64, action: pin, reason: ours }]\nkernel: 5.14-77");
        Assert.That(_site.Make(_diagnostics), Is.Null);
        Assert.That(_diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code), Is.EqualTo(["GE1983", "GE1983"]));
        Assert.That(_diagnostics.First(d => d.Code == "GE1983").Message, Does.Contain("own-tool-1-1.x86_64"));
        Assert.That(_diagnostics.Last(d => d.Code == "GE1983").Message, Does.Contain("5.14-77, named by update version 20250211"));
        Assert.That(Directory.Exists(_site.Output), Is.False);
    }

    [Test]
    public void A_repository_outside_the_sources_can_have_what_they_lack()
    {
        Version("packages: [{ name: own-tool, version: 1-1, arch: x86_64, action: pin, reason: ours }]");
        new WrittenRepository { Packages = ["own-tool-1-1.x86_64", "own-tool-2-1.x86_64"] }.Write(Path.Combine(_site.Root, "own"));
        _site.Metadata["site/own"] = Path.Combine(_site.Root, "own");
        _site.Addresses["site/own"] = "https://own.example.org/rpms";
        Make();
        Assert.That(_site.Packages("site/own"), Is.EqualTo(["own-tool-1-1.x86_64"]));
    }

    [Test]
    public void GE2982_what_the_release_shipped_and_no_repository_has_is_told()
    {
        _site.Write("errata-input/el9/sources/more.csv", "name,version,release,arch\nzlib,1,1,x86_64\n");
        _site.Write("errata-input/el9/os.yaml", File.ReadAllText(Path.Combine(_site.Root, "errata-input/el9/os.yaml")).Replace("[sources/base]", "[sources/base, sources/more.csv]", StringComparison.Ordinal));
        Assert.That(_site.Make(_diagnostics), Is.Not.Null);
        Assert.That(_diagnostics.Single().ToString(), Does.Contain("warning GE2982: 1 packages that the release shipped").And.Contain("zlib-1-1.x86_64"));
    }

    private void Version(string text) => _site.Write($"errata-input/el9/updates/{SnapshotSite.Version}.yaml", $"kind: monthly\nstate: draft\n{text}\n");

    private void Federation(string text) => _site.Write("errata-input/federation.yaml", $"name: test\ncontact: a@example.org\nstages: [default]\n{text}\n");

    private void Make(Func<SnapshotRequest, SnapshotRequest>? change = null)
    {
        Assert.That(_site.Make(_diagnostics, change), Is.Not.Null, string.Join('\n', _diagnostics));
        Assert.That(_diagnostics, Is.Empty);
    }
}
