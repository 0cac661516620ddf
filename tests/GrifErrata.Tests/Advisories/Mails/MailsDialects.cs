using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories.Mails;

/// <summary>Each dialect, with every optional field present and absent.</summary>
internal sealed class MailsDialects
{
    private static string Folder => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "Mails", "Samples");

    [TestCase("scientific-linux.mbox")]
    [TestCase("rhsa.eml")]
    [TestCase("rhsa-later.eml")]
    public void Each_dialect_is_read_in_full(string name)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(Path.Combine(Folder, name), diagnostics, CancellationToken.None);
        Snapshot.Matches(Path.Combine(Folder, $"{name}.txt"), ModelDump.Of(advisories, diagnostics, Folder));
    }
}
