using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;

namespace GrifErrata.Tests.Generation;

public sealed class SameBytesEverywhere
{
    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("th-TH")]
    [TestCase("de-DE")]
    public void A_culture_changes_no_byte_and_no_message(string name)
    {
        if (name == "tr-TR" && new CultureInfo(name).TextInfo.ToUpper('i') != 'İ') Assert.Ignore("This machine has no culture data (invariant mode).");
        string here = Everything();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            CultureInfo.CurrentUICulture = new CultureInfo(name);
            Assert.That(Everything(), Is.EqualTo(here));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Test]
    public void The_order_in_which_a_disk_lists_files_changes_no_byte()
    {
        using InputFolder one = new(), other = new();
        (string Name, string Text)[] files =
        [
            ("sources/advisories/b.xml", InputFolder.Updates("<update type=\"security\"><id>RHSA-2010:0001</id><issued date=\"2010-10-01\"/></update>")),
            ("sources/advisories/c.xml", InputFolder.Updates("<update type=\"security\"><id>RHSA-2010:0000</id><issued date=\"2010-10-01\"/></update>")),
            ("updates/20101201.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\n"),
            ("updates/20101210.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\n"),
        ];
        foreach ((string name, string text) in files) one.Write(name, text);
        foreach ((string name, string text) in files.Reverse()) other.Write(name, text);
        one.Run();
        other.Run();
        Assert.That(one.OutputHashes(), Is.EqualTo(other.OutputHashes()));
    }

    [Test]
    public void A_fresh_copy_in_another_folder_gives_the_same_bytes()
    {
        using InputFolder one = new(), other = new();
        one.Run();
        other.Run();
        Assert.That(one.OutputHashes(), Is.EqualTo(other.OutputHashes()));
    }

    private static string Everything()
    {
        DiagnosticBag diagnostics = [];
        string files = string.Concat(ErrataGenerator
            .Make(new(Path.Combine(Checkout.Root, "errata-input"), "none", GenerationMode.Update), diagnostics).Select(f => f.RelativePath + "\n" + f.Text));
        using InputFolder folder = new();
        folder.Replace("updates/20101125.yaml", "kind: monthly", "kind: Monthly\ncutoff: 1.2.3");
        return files + folder.Print();
    }
}
