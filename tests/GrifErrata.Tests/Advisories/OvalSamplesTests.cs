namespace GrifErrata.Tests.Advisories;

/// <summary>OVAL in its dialects: own samples, and files as distributions publish them.</summary>
internal sealed class OvalSamplesTests
{
    private static string Folder => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "Oval");

    [TestCase("redhat-v1")]
    [TestCase("redhat-v2")]
    [TestCase("oracle")]
    [TestCase("suse")]
    public void Each_dialect_is_read_with_every_field_present_and_absent(string dialect) =>
        Snapshot.Matches(Path.Combine(Folder, $"{dialect}.txt"), AdvisoryFacts.OfFile(Path.Combine(Folder, $"{dialect}.xml")));

    [TestCase("ELSA-2007-0057.xml")]
    [TestCase("ansible-2-including-unpatched.oval.xml.bz2")]
    [TestCase("dotnet-3.1-including-unpatched.oval.xml.bz2")]
    [TestCase("rhel7-vim.oval.xml")]
    [TestCase("rhel8-modules-abbreviated.oval.xml")]
    [TestCase("sle12-sample.xml")]
    public void Real_files_are_read_in_full(string name) =>
        Snapshot.Matches(Path.Combine(Folder, "real", $"{name}.txt"), AdvisoryFacts.OfFile(SharedData.Path($"oval/{name}")));
}
