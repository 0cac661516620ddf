using System.Text;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Tests.Rpm;

namespace GrifErrata.Tests.Repositories;

[TestFixture]
public sealed class TextListings
{
    [Test]
    public void Nevras_file_names_paths_and_the_old_form_are_read()
    {
        const string text = "\uFEFF# a comment\r\n\r\nbash-3.2-24.el5.x86_64\r\n  glibc-2:2.5-49.el5_5.7.i686.rpm \r\nPackages/zlib-1.2.3-3.i386.rpm\r\n1:gsl-1.13-3.el5.x86_64";
        DiagnosticBag bag = [];
        IReadOnlyList<Package> packages = Read(text, bag);
        Assert.That(bag, Is.Empty);
        Assert.That(packages.Select(p => $"{p.Origin} {p.Nevra}"), Is.EqualTo(
        [
            "l.txt(3,1) bash-3.2-24.el5.x86_64", "l.txt(4,3) glibc-2:2.5-49.el5_5.7.i686", "l.txt(5,1) zlib-1.2.3-3.i386", "l.txt(6,1) gsl-1:1.13-3.el5.x86_64",
        ]));
    }

    [Test]
    public void A_listing_without_architectures_is_an_error_that_says_how_to_make_it()
    {
        DiagnosticBag bag = [];
        Read("bash-3.2-24.el5.x86_64\n zlib-1.2.3-3\nbash-3.2-24.el5\n", bag);
        const string how = " has no architecture, as rpm -qa prints packages on old systems. " +
            "Make the listing with: rpm -qa --queryformat '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}\\n'";
        Assert.That(bag.Select(d => d.ToString()), Is.EqualTo(
            ["l.txt(2,14): error GE1211: 'zlib-1.2.3-3'" + how, "l.txt(3,13): error GE1211: 'bash-3.2-24.el5'" + how]));
    }

    [Test]
    public void A_line_that_is_no_package_is_an_error_at_the_character_and_reading_goes_on()
    {
        DiagnosticBag bag = [];
        IReadOnlyList<Package> packages = Read("a-1-1.noarch\n  b$-1-1.noarch\nc-1-1.noarch\n", bag);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packages.Select(p => p.Nevra.Name), Is.EqualTo(["a", "c"]));
            Assert.That(bag.Single().ToString(), Does.StartWith(
                "l.txt(2,4): error GE1210: 'b$-1-1.noarch' does not name a package. 'b$' is not a name of a package: "));
        }
    }

    [Test]
    public void Keys_that_rpm_lists_as_packages_are_passed_over()
    {
        DiagnosticBag bag = [];
        Assert.That(Read("gpg-pubkey-1e5e0159-58c8bc6e\ngpg-pubkey-1e5e0159-58c8bc6e.(none)\na-1-1.noarch\n", bag), Has.Count.EqualTo(1));
        Assert.That(bag, Is.Empty);
    }

    [TestCase("# c\n\na-1-1.noarch\nnonsense", true)]
    [TestCase("\uFEFFa-1-1.noarch\r\n", true)]
    [TestCase("bash-3.2-24.el5\n", true)]
    [TestCase("gpg-pubkey-1e5e0159-58c8bc6e\na-1-1.noarch\n", true)]
    [TestCase("name,version,release,arch\n", false)]
    [TestCase("<?xml version=\"1.0\"?>\n", false)]
    [TestCase("# only a comment\n", false)]
    [TestCase("", false)]
    public void A_text_listing_is_known_by_its_first_package(string head, bool expected) =>
        Assert.That(new TextListingReader().Recognises(Encoding.UTF8.GetBytes(head)), Is.EqualTo(expected));

    [Test]
    public void The_packages_of_a_real_machine_are_read()
    {
        using FileStream content = File.OpenRead(SharedData.Path("repodata/distribution-x86_64/profile.txt"));
        DiagnosticBag bag = [];
        Assert.That(new TextListingReader().Read(content, "profile.txt", bag, CancellationToken.None), Has.Count.EqualTo(1559));
        Assert.That(bag, Is.Empty);
    }

    [Test]
    public void What_is_written_is_read() => RpmGenerators.Nevra.Array[0, 8].Sample(nevras =>
    {
        string[] lines = [.. nevras.Select(n => n.ToString()).Distinct().Where(line => !line.StartsWith("gpg-pubkey-", StringComparison.Ordinal))];
        DiagnosticBag bag = [];
        return Read(string.Join('\n', lines), bag).Select(p => p.Nevra.ToString()).SequenceEqual(lines) && bag.Count == 0;
    });

    private static IReadOnlyList<Package> Read(string text, DiagnosticBag bag)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return new TextListingReader().Read(content, "l.txt", bag, CancellationToken.None);
    }
}
