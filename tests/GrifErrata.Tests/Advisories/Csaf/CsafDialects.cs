using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories.Csaf;

/// <summary>Each dialect, with every optional field present and absent.</summary>
internal sealed class CsafDialects
{
    private static string Folder => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "Csaf", "Samples");

    [TestCase("advisory.json")]
    [TestCase("modules.json")]
    [TestCase("vex.json")]
    public void Each_dialect_is_read_in_full(string name)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(Path.Combine(Folder, name), diagnostics, CancellationToken.None);
        Snapshot.Matches(Path.Combine(Folder, $"{name}.txt"), ModelDump.Of(advisories, diagnostics, Folder));
    }
}
