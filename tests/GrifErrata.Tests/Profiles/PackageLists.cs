using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Profiles;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Profiles;

public sealed class PackageLists
{
    [TestCase("glibc-2.5-49.el5\nbind-libs-9.3.6-4.P1.el5\n", "bind-libs 9.3.6-4.P1.el5 -|glibc 2.5-49.el5 -")]
    [TestCase("glibc-2.5-49.el5.i686\nglibc-2.5-49.el5.x86_64\r\n", "glibc 2.5-49.el5 i686|glibc 2.5-49.el5 x86_64")]
    [TestCase("bind-30:9.3.6-4.el5.x86_64\n\ngpg-pubkey-4f2a6fd2-3f9d9d3b\n", "bind 30:9.3.6-4.el5 x86_64")]
    [TestCase("glibc-(none):2.5-49.el5.i686\n30:bind-9.3.6-4.el5.x86_64\n", "bind 30:9.3.6-4.el5 x86_64|glibc 2.5-49.el5 i686")]
    [TestCase("'httpd' '0:2.4.37' '1.el8' 'x86_64'\n", "httpd 2.4.37-1.el8 x86_64")]
    [TestCase("bind\t30:9.3.6-4.el5\tx86_64\ngpg-pubkey\t0:1-1\t(none)\n", "bind 30:9.3.6-4.el5 x86_64")]
    public void Packages_are_read_with_and_without_epoch_and_architecture(string text, string expected)
    {
        using TemporaryFolder folder = new();
        Machine machine = Read(folder, text, out _)!;
        Assert.That(string.Join('|', machine.Packages.Select(p => $"{p.Name} {p.Evr} {p.Arch ?? "-"}")), Is.EqualTo(expected));
        Assert.That(machine.Host, Is.EqualTo("wn1.example.org"));
    }

    [Test]
    public void A_report_of_Pakitis_client_says_host_site_system_and_kernel()
    {
        using TemporaryFolder folder = new();
        Machine machine = Read(folder, "#\nhost: CE01.grif.example other\nkernel: 2.6.18-308.el5\nsite: GRIF-IRFU\nsystem: Scientific Linux 5.5\n#\na\t0:1-1\tnoarch\n", out _)!;
        Assert.That((machine.Host, machine.Kernel, machine.Site, machine.System), Is.EqualTo(("ce01.grif.example", "2.6.18-308.el5", "GRIF-IRFU", "Scientific Linux 5.5")));
    }

    [TestCase("a-1-1.noarch\n  not a package\n", "(2,3): error GE1744: 'not a package'")]
    [TestCase("a\t1-1\n", "(1,1): error GE1744")]
    [TestCase("'a' '1' '1'\n", "(1,1): error GE1744")]
    [TestCase("# nothing\n", ": error GE1742")]
    [TestCase("", ": error GE1742")]
    public void What_is_wrong_in_a_list_is_said_at_its_place(string text, string expected)
    {
        using TemporaryFolder folder = new();
        Assert.That(Read(folder, text, out string printed), Is.Null);
        Assert.That(printed, Does.Contain("wn1.example.org.txt" + expected));
    }

    [Test]
    public void A_list_without_end_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.That(Read(folder, string.Concat(Enumerable.Repeat("a-1-1.noarch\n", 50_001)), out string printed), Is.Null);
        Assert.That(printed, Does.Contain("(50001,1): error GE1747"));
    }

    [TestCase("report-v5-el5.txt", "wn001.grif.example")]
    [TestCase("report-v5-el6.txt", "ce01.grif.example")]
    [TestCase("report-v5-el8.txt", "ui8.grif.example")]
    [TestCase("report-v5-el9.txt", "se9.grif.example")]
    public void Every_package_of_a_real_report_is_read(string name, string host)
    {
        string path = SharedData.Path($"pakiti/{name}");
        DiagnosticBag diagnostics = [];
        Machine? machine = MachineFile.Read(path, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(machine!.Host, Is.EqualTo(host));
        Assert.That(machine.Packages, Has.Length.EqualTo(File.ReadLines(path).Where(l => l.Contains('\t', StringComparison.Ordinal)).Distinct().Count()));
    }

    private static Machine? Read(TemporaryFolder folder, string text, out string printed)
    {
        DiagnosticBag diagnostics = [];
        Machine? machine = MachineFile.Read(folder.Write("wn1.example.org.txt", Encoding.UTF8.GetBytes(text)), diagnostics);
        printed = string.Join('\n', diagnostics);
        return machine;
    }
}
