using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Rpm;

[TestFixture]
public sealed class OsArchitectures
{
    [TestCase("x86_64", "amd64 athlon em64t geode i386 i486 i586 i686 ia32e noarch pentium3 pentium4 x86_64")]
    [TestCase("i386", "athlon geode i386 i486 i586 i686 noarch pentium3 pentium4")]
    [TestCase("aarch64", "aarch64 noarch")]
    [TestCase("ppc64le", "noarch ppc64le")]
    [TestCase("s390x", "noarch s390 s390x")]
    [TestCase("noarch", "noarch")]
    public void An_os_carries_the_architectures_that_rpm_installs_on_it(string os, string expected) =>
        Assert.That(string.Join(' ', ArchitectureSet.Of(os)!.All), Is.EqualTo(expected));

    [TestCase("x86_64", "i686", true)]
    [TestCase("x86_64", "athlon", true)]
    [TestCase("x86_64", "x86_64", false)]
    [TestCase("x86_64", "ia32e", false)]
    [TestCase("x86_64", "noarch", false)]
    [TestCase("i386", "i686", false)]
    public void Multilib_is_the_second_architecture_of_a_64_bit_os(string os, string arch, bool expected) =>
        Assert.That(ArchitectureSet.Of(os)!.IsMultilib(arch), Is.EqualTo(expected));

    [Test]
    public void Source_packages_are_never_carried() => Assert.That(
        ArchitectureSet.KnownOsArchitectures.Where(os => ArchitectureSet.Of(os)!.Contains("src") || ArchitectureSet.Of(os)!.Contains("nosrc")), Is.Empty);

    [Test]
    public void Each_architecture_of_a_set_is_known_to_the_parser() =>
        Assert.That(ArchitectureSet.KnownOsArchitectures.SelectMany(os => ArchitectureSet.Of(os)!.All).Where(a => !Architectures.IsKnown(a)), Is.Empty);

    [Test]
    public void An_unknown_architecture_of_an_os_is_reported_where_it_is_written()
    {
        DiagnosticBag bag = [];
        Assert.That(ArchitectureSet.Of("x86-64", new SourceLocation("os.yaml", 2, 7), bag), Is.Null);
        Assert.That(bag.Single().ToString(), Is.EqualTo(
            "os.yaml(2,7): error GE1204: 'x86-64' is not the architecture of an OS that is known here. " +
            "Write one of aarch64, i386, noarch, ppc64, ppc64le, s390x, x86_64."));
    }
}
