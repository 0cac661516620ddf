using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

/// <summary>What of an advisory is about one OS.</summary>
public sealed class AdvisoryScopeTests
{
    // The versions of RHSA-2024:0811.
    private static readonly Advisory Sudo = new()
    {
        Id = "RHSA-2024:0811",
        Packages =
        [
            Package("sudo", "1.9.5p2-10.el9_3", "x86_64", "cpe:/o:redhat:enterprise_linux:9::baseos"),
            Package("sudo", "1.9.5p2-9.el9_2.2", "x86_64", "cpe:/o:redhat:rhel_eus:9.2::baseos"),
            Package("sudo", "1.9.5p2-7.el9_0.4", "x86_64", "cpe:/o:redhat:rhel_eus:9.0::baseos"),
        ],
    };

    [Test]
    public void A_fix_at_another_version_for_each_product_needs_the_products_name()
    {
        (_, DiagnosticBag diagnostics) = Scope([Sudo, Sudo with { Id = "RHSA-2024:0812" }]);
        Diagnostic error = diagnostics.Single();
        Assert.That((error.Code, error.Location), Is.EqualTo(("GE1407", new SourceLocation("os.yaml", 1, 1))));
        Assert.That(error.Message, Is.EqualTo(
            "RHSA-2024:0811 fixes sudo at another version for each product: 1.9.5p2-7.el9_0.4 for cpe:/o:redhat:rhel_eus:9.0::baseos, "
            + "1.9.5p2-9.el9_2.2 for cpe:/o:redhat:rhel_eus:9.2::baseos, 1.9.5p2-10.el9_3 for cpe:/o:redhat:enterprise_linux:9::baseos. "
            + "1 more advisories are alike. Say with `products` in os.yaml which of them this OS is."));
    }

    [Test]
    public void Products_choose_the_fix()
    {
        (ImmutableArray<Advisory> scoped, DiagnosticBag diagnostics) = Scope([Sudo], "cpe:/o:redhat:rhel_eus:9.2::*");
        Assert.That(Nevras(scoped), Is.EqualTo((string[])["sudo-1.9.5p2-9.el9_2.2.x86_64"]));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void Packages_without_product_stay_and_letters_count() =>
        Assert.That(
            Nevras(Scope([new() { Id = "A", Packages = [Package("sudo", "1-1", "x86_64"), Package("bash", "1-1", "x86_64", "almalinux:9")] }], "AlmaLinux:9").Scoped),
            Is.EqualTo((string[])["sudo-1-1.x86_64"]));

    [Test]
    public void A_package_that_the_OS_does_not_have_asks_for_no_product() =>
        Assert.That(Scope([Sudo with { Packages = [.. Sudo.Packages.Select(p => p with { Nevra = p.Nevra with { Name = "foreign" } })] }]).Diagnostics, Is.Empty);

    [Test]
    public void A_fix_without_architecture_is_one_in_each_that_the_OS_has_the_package_in() =>
        Assert.That(
            Nevras(Scope([new() { Id = "A", Packages = [Package("bash", "0:5-2", ""), Package("glibc", "0:2-3", ""), Package("gone", "0:1-1", "")] }]).Scoped),
            Is.EqualTo((string[])["bash-5-2.x86_64", "glibc-2-3.i686", "glibc-2-3.x86_64", "gone-1-1.x86_64"]).AsCollection);

    private static AdvisoryPackage Package(string name, string evr, string arch, params string[] products) =>
        new(FeedPackage.Nevra(name, evr, arch, out _, mayLackArch: true)!) { Products = [.. products] };

    private static IEnumerable<string> Nevras(ImmutableArray<Advisory> advisories) =>
        advisories.SelectMany(a => a.Packages).Select(p => p.Nevra.ToString()).Order(StringComparer.Ordinal);

    private static (ImmutableArray<Advisory> Scoped, DiagnosticBag Diagnostics) Scope(Advisory[] advisories, params string[] products)
    {
        DiagnosticBag diagnostics = [];
        OsDefinition os = new() { Name = "el9", NodeOsVersion = "el9x-x86_64", Arch = "x86_64", Products = [.. products], Location = new("os.yaml", 1, 1) };
        Repository shipped = Repository.Merge([Build("sudo", "x86_64"), Build("bash", "x86_64"), Build("glibc", "i686")], diagnostics);
        Repository errata = Repository.Merge([Build("glibc", "x86_64")], diagnostics);
        return (new AdvisoryScope(os, shipped, errata).Of([.. advisories], diagnostics), diagnostics);
    }

    private static Package Build(string name, string arch) => new(new Nevra(name, new Evr(0, "1", "0"), arch), null, null, default);
}
