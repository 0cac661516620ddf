using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Generation;

/// <summary>AlmaLinux 9 in autumn 2024: what is checked in is what the publisher says, and what is made of it.</summary>
public sealed class AlmaLinux9
{
    private const string Os = "el9x-x86_64";

    /// <summary>Packages of the advisories that AlmaLinux does not build for x86_64: the advisories of OSV name no architectures.</summary>
    private static readonly string[] OfOtherArchitectures = ["fence-agents-zvm", "qemu-kvm-device-display-virtio-gpu-ccw"];

    private static readonly Lazy<OsErrata> Facts = new(() =>
    {
        DiagnosticBag diagnostics = [];
        OsErrata facts = ErrataInput.Read(Path.Combine(Checkout.Root, "errata-input"), Os, diagnostics, CancellationToken.None).Single();
        Assert.That(diagnostics, Is.Empty, string.Join('\n', diagnostics));
        return facts;
    });

    private static readonly Lazy<IReadOnlyList<Advisory>> Written = new(() =>
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(
            Path.Combine(Checkout.Root, "errata-input", Os, "sources", "advisories", "almalinux9-2024.xml"), diagnostics, CancellationToken.None);
        Assert.That(diagnostics, Is.Empty, string.Join('\n', diagnostics));
        return advisories;
    });

    private static readonly Lazy<IReadOnlyList<UpdateVersion>> Versions = new(() => UpdatePlanner.Plan(Facts.Value, []));

    [Test]
    public void The_advisories_are_those_of_the_publishers_OSV_files()
    {
        IReadOnlyList<Advisory> published = AdvisorySources.Read(SharedData.Path("osv"), [], CancellationToken.None);
        Assert.That(Written.Value.Select(Head), Is.EquivalentTo(published.Select(Head)));
        Assert.Multiple(() =>
        {
            foreach (Advisory advisory in published)
            {
                Assert.That(
                    Written.Value.Single(a => a.Id == advisory.Id).Packages.Select(Build).Distinct(),
                    Is.EquivalentTo(advisory.Packages.Where(p => p.Products.Contains("AlmaLinux:9") && !IsOfOtherArchitecture(p.Nevra.Name)).Select(Build).Distinct()),
                    advisory.Id);
            }
        });

        static string Head(Advisory a) => $"{a.Id} {a.Type} {a.Severity} {a.Issued:O} {a.Title}: {string.Join(' ', a.Cves)}";
        static string Build(AdvisoryPackage p) => $"{p.Nevra.Name} {p.Nevra.Evr}";
    }

    [Test]
    public void Each_build_can_be_deployed_from_the_day_of_the_first_advisory_that_names_it() => Assert.That(
        Facts.Value.Errata.Packages.Select(p => $"{p.Nevra} {p.BuildTime:O}"),
        Is.EquivalentTo(Written.Value.SelectMany(a => a.Packages.Select(p => (p.Nevra, a.Issued)))
            .GroupBy(p => p.Nevra).Select(g => $"{g.Key} {g.Min(p => p.Issued):O}")));

    [Test]
    public void Each_modular_build_says_its_stream_and_only_these() => Assert.That(
        Written.Value.SelectMany(a => a.Packages).Select(p => (p.Nevra.Evr.Release.Contains(".module_el9", StringComparison.Ordinal), Stream: string.Join(' ', p.Modules.Select(m => $"{m.Name}:{m.Stream}")))).Distinct(),
        Is.EquivalentTo(new[] { (false, string.Empty), (true, "nodejs:18"), (true, "ruby:3.3") }));

    [Test]
    public void Builds_of_a_stream_that_no_machine_uses_are_in_no_version()
    {
        foreach (UpdateVersion version in Versions.Value)
        {
            Assert.That(version.Packages.Select(p => p.Nevra.Name), Has.Member("nodejs").And.Not.Member("ruby"), version.Name);
            Assert.That(version.Missing, Is.Empty, version.Name);
        }
    }

    [Test]
    public void The_release_lacks_every_fix_of_the_autumn()
    {
        Dictionary<(string, string), Evr> first = Facts.Value.Errata.Packages.Where(p => !p.Nevra.Evr.Release.Contains("module_el9.4.0+115", StringComparison.Ordinal))
            .GroupBy(p => (p.Nevra.Name, p.Nevra.Arch)).ToDictionary(g => g.Key, g => g.Min(p => p.Nevra.Evr));
        Assert.That(
            Facts.Value.Base.Packages.Where(p => first.TryGetValue((p.Nevra.Name, p.Nevra.Arch), out Evr fix) && p.Nevra.Evr.CompareTo(fix) >= 0).Select(p => p.Nevra.ToString()),
            Is.EquivalentTo(new[]
            {
                "nodejs-nodemon-3.0.1-1.module_el9.2.0+36+853e48f5.noarch",
                "nodejs-packaging-2021.06-4.module_el9.1.0+13+d9a595ea.noarch",
                "nodejs-packaging-bundler-2021.06-4.module_el9.1.0+13+d9a595ea.noarch",
            }),
            "only what an advisory of a module lists although it did not change");
    }

    [TestCase("kernel", true)]
    [TestCase("kernel-core", true)]
    [TestCase("kernel-modules", true)]
    [TestCase("kernel-modules-core", true)]
    [TestCase("kernel-modules-extra", true)]
    [TestCase("kernel-devel", true)]
    [TestCase("kernel-devel-matched", true)]
    [TestCase("kernel-debug-uki-virt", true)]
    [TestCase("kernel-rt-modules-core", true)]
    [TestCase("kernel-uki-virt-addons", true)]
    [TestCase("kernel-headers", false)]
    [TestCase("kernel-tools-libs", false)]
    [TestCase("kernel-srpm-macros", false)]
    [TestCase("kernelshark", false)]
    [TestCase("perf", false)]
    [TestCase("bpftool", false)]
    public void What_needs_a_reboot_is_held_and_what_is_only_built_with_it_is_not(string name, bool held) =>
        Assert.That(Facts.Value.Os.Kernel.Holds(name), Is.EqualTo(held));

    [Test]
    public void Of_the_kernels_advisories_exactly_these_names_are_held()
    {
        string[] names = [.. Written.Value.Where(a => a.Title.EndsWith(": kernel security update", StringComparison.Ordinal))
            .SelectMany(a => a.Packages).Select(p => p.Nevra.Name).Distinct().Order(StringComparer.Ordinal)];
        Assert.That(string.Join(' ', names.Where(n => !Facts.Value.Os.Kernel.Holds(n))), Is.EqualTo(
            "bpftool kernel-abi-stablelists kernel-cross-headers kernel-doc kernel-headers kernel-tools kernel-tools-libs kernel-tools-libs-devel libperf perf python3-perf rtla rv"));
        Assert.That(string.Join(' ', names.Where(Facts.Value.Os.Kernel.Holds)), Is.EqualTo(
            "kernel kernel-core kernel-debug kernel-debug-core kernel-debug-devel kernel-debug-devel-matched kernel-debug-modules kernel-debug-modules-core "
            + "kernel-debug-modules-extra kernel-debug-uki-virt kernel-devel kernel-devel-matched kernel-modules kernel-modules-core kernel-modules-extra kernel-rt "
            + "kernel-rt-core kernel-rt-debug kernel-rt-debug-core kernel-rt-debug-devel kernel-rt-debug-modules kernel-rt-debug-modules-core "
            + "kernel-rt-debug-modules-extra kernel-rt-devel kernel-rt-modules kernel-rt-modules-core kernel-rt-modules-extra kernel-uki-virt kernel-uki-virt-addons"));
    }

    [TestCase("20240924", "ALSA-2024:6567 ALSA-2024:6997")]
    [TestCase("20241029", "ALSA-2024:6567 ALSA-2024:6997 ALSA-2024:8162")]
    [TestCase("20241126", "ALSA-2024:10274")]
    public void A_site_sees_what_it_lacks_until_it_reboots(string version, string debt) =>
        Assert.That(string.Join(' ', Versions.Value.Single(v => v.Name == version).KernelDebt.Select(a => a.Id)), Is.EqualTo(debt));

    [Test]
    public void The_unscheduled_version_brings_cups_filters_and_nothing_else()
    {
        UpdateVersion version = Versions.Value.Single(v => v.Name == "20240930");
        Assert.That(version.Changes.Select(c => $"{c.Name}.{c.Arch}"), Is.EqualTo(new[]
        {
            "cups-filters.x86_64", "cups-filters-devel.i686", "cups-filters-devel.x86_64", "cups-filters-libs.i686", "cups-filters-libs.x86_64",
        }));
        Assert.That(version.Changes.SelectMany(c => c.Advisories).SelectMany(a => a.Cves).Distinct(), Has.Member("CVE-2024-47176"));
    }

    private static bool IsOfOtherArchitecture(string name) => OfOtherArchitectures.Contains(name)
        || name.StartsWith("kernel-64k", StringComparison.Ordinal) || name.StartsWith("kernel-zfcpdump", StringComparison.Ordinal);
}
