using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Generation;

/// <summary>What <c>select: advisories</c> would have chosen in autumn 2010, held against what GRIF deployed.</summary>
public sealed class SelectionAgainstGrif
{
    private const string Begin = "<!-- begin table -->\n", End = "<!-- end table -->";

    [Test]
    public void The_table_in_the_docs_is_what_the_planner_gives()
    {
        string path = Path.Combine(Checkout.Root, "docs", "selection.md");
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = text.IndexOf(End, StringComparison.Ordinal);
        string expected = text[..begin] + Table() + text[end..];
        Snapshots.SnapshotDifference? difference = Snapshots.SnapshotComparison.Compare(text, expected);
        if (difference is not null) File.WriteAllText(Snapshots.SnapshotComparison.ReceivedName(path), expected);
        Assert.That(difference, Is.Null, difference?.ToString());
    }

    private static string Table()
    {
        (ImmutableArray<UpdateVersion> deployed, ImmutableArray<UpdateVersion> chosen) = Both();
        StringBuilder table = new();
        table.Append("| version | deployed | chosen | the same build | precision | recall | kernel modules deployed / chosen | held kernels deployed / chosen / the same |\n");
        table.Append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach ((UpdateVersion grif, UpdateVersion ours) in deployed.Zip(chosen))
        {
            HashSet<Nevra> there = [.. Packages(grif)], here = [.. Packages(ours)];
            int same = there.Count(here.Contains);
            int heldSame = grif.Held.Count(h => ours.Held.Any(o => o.Nevra == h.Nevra));
            table.Append(CultureInfo.InvariantCulture, $"| {grif.Name} | {there.Count} | {here.Count} | {same} | {Ratio(same, here.Count)} | {Ratio(same, there.Count)} ");
            table.Append(CultureInfo.InvariantCulture, $"| {grif.Packages.Count(IsModule)} / {ours.Packages.Count(IsModule)} | {grif.Held.Length} / {ours.Held.Length} / {heldSame} |\n");
        }

        HashSet<Nevra> last = [.. Packages(chosen[^1])];
        table.Append(CultureInfo.InvariantCulture, $"\nMissed in {deployed[^1].Name}: ");
        table.AppendJoin(", ", Packages(deployed[^1]).Where(p => !last.Contains(p)).GroupBy(p => p.Name)
            .Select(g => $"{g.Key} ({string.Join(", ", g.Select(p => p.Arch))})"));
        return table.Append(".\n").ToString();
    }

    private static (ImmutableArray<UpdateVersion> Deployed, ImmutableArray<UpdateVersion> Chosen) Both()
    {
        DiagnosticBag diagnostics = [];
        OsErrata facts = ErrataInput.Read(Path.Combine(Checkout.Root, "errata-input"), "sl5.5-x86_64", diagnostics).Single();
        OsErrata byAdvisories = facts with
        {
            Os = facts.Os with { Selection = Selection.Advisories },

            // Decisions by hand would be counted as found.
            Updates = [.. facts.Updates.Select(u => u with { Decisions = [] })],
        };
        var both = (UpdatePlanner.Plan(facts, diagnostics), UpdatePlanner.Plan(byAdvisories, diagnostics));
        Assert.That(diagnostics, Is.Empty);
        return both;
    }

    private static IEnumerable<Nevra> Packages(UpdateVersion version) => version.Packages.Where(p => !IsModule(p)).Select(p => p.Nevra);

    private static bool IsModule(UpdatePackage package) => package.Nevra.Name.StartsWith("kernel-module-", StringComparison.Ordinal);

    private static string Ratio(int part, int whole) => ((double)part / whole).ToString("0.000", CultureInfo.InvariantCulture);
}
