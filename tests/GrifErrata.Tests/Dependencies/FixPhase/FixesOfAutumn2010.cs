using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>GRIF's hand-made -fix templates of autumn 2010, statement by statement, against what is generated: docs/fixes-of-2010.md.</summary>
public sealed class FixesOfAutumn2010
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "FixPhase", "Grif2010");

    [Test]
    public void Each_statement_of_GRIF_is_reproduced_made_unnecessary_or_a_decision_of_a_person()
    {
        (OsErrata errata, ImmutableArray<UpdateVersion> versions, ImmutableArray<FixPlan> plans) = Plans();
        SortedDictionary<string, (string Verdict, string Why, List<string> Versions, List<string> Builds)> rows = new(StringComparer.Ordinal);
        int statements = 0, reproduced = 0;
        foreach (string[] cells in File.ReadLines(Path.Combine(Folder, "grif-fixes.csv")).Skip(1).Select(l => l.Split(',')))
        {
            Statement statement = new(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
            int index = versions.Select(v => v.Name).ToList().IndexOf(statement.Version);
            foreach (string trigger in statement.Trigger.Split('|'))
            {
                (string verdict, string why) = Judge(statement with { Trigger = trigger }, versions[index], plans[index], errata);
                statements++;
                if (verdict == "reproduced") reproduced++;
                string key = $"{trigger} | {statement.Operation} {statement.Name}{(statement.Arch.Length > 0 ? "." + statement.Arch : string.Empty)} | {verdict}";
                if (!rows.TryGetValue(key, out var row)) rows.Add(key, row = (verdict, why, [], []));
                row.Versions.Add(statement.Version);
                if (!row.Builds.Contains(statement.Evr)) row.Builds.Add(statement.Evr);
            }
        }

        StringBuilder page = new(File.ReadAllText(Path.Combine(Folder, "page.md")));
        page.Append(CultureInfo.InvariantCulture, $"{statements} statements (one with two triggers counts twice): {reproduced} reproduced with GRIF's own versions, ");
        page.Append(CultureInfo.InvariantCulture, $"{rows.Values.Where(r => r.Verdict == "unnecessary").Sum(r => r.Versions.Count)} unnecessary, {rows.Values.Where(r => r.Verdict == "a decision").Sum(r => r.Versions.Count)} decisions.\n\n");
        page.Append("| Trigger | GRIF's statement | In versions | Verdict | Why |\n| --- | --- | --- | --- | --- |\n");
        foreach ((string key, (string verdict, string why, List<string> inVersions, List<string> builds)) in rows)
        {
            string[] parts = key.Split(" | ");
            page.Append(CultureInfo.InvariantCulture, $"| {parts[0]} | `{parts[1]}`{(builds is [""] ? "" : " " + string.Join(", ", builds))} | {(inVersions.Count == versions.Length ? "all five" : string.Join(", ", inVersions))} | {verdict} | {why} |\n");
        }

        Assert.That(rows.Values.Select(r => r.Verdict), Is.All.AnyOf("reproduced", "unnecessary", "a decision"));
        string path = Path.Combine(Checkout.Root, "docs", "fixes-of-2010.md");
        Snapshots.SnapshotDifference? difference = Snapshots.SnapshotComparison.Compare(File.Exists(path) ? File.ReadAllText(path) : string.Empty, page.ToString());
        if (difference is not null) File.WriteAllText(Snapshots.SnapshotComparison.ReceivedName(path), page.ToString());
        Assert.That(difference, Is.Null, difference?.ToString());
    }

    [Test]
    public void The_generated_blocks_are_these()
    {
        (OsErrata errata, ImmutableArray<UpdateVersion> versions, ImmutableArray<FixPlan> plans) = Plans();
        DiagnosticBag diagnostics = [];
        string? text = GrifErrata.Pan.ErrataTemplates.Load(null, diagnostics)!["fix.tpl"].Render(GrifErrata.Pan.FixModel.Of(versions[^1], errata.Os, plans[^1]), diagnostics);
        Snapshot.Matches(Path.Combine(Folder, "20101125-fix.tpl"), text!);
    }

    private static (string Verdict, string Why) Judge(Statement statement, UpdateVersion version, FixPlan plan, OsErrata errata)
    {
        if (statement.Operation == "pkg_ronly")
        {
            return ("a decision", $"no errata have {statement.Name}; GRIF holds it at what the release ships because another repository has an older one: `packages` with `action: pin` and the reason");
        }

        if (statement.Trigger == statement.Name)
        {
            // Deleted and set again in one architecture: the update's own line moves it there and drops the old version.
            Nevra shipped = errata.Base.Packages.Single(p => p.Nevra.Name == statement.Name).Nevra;
            Nevra after = FixedMachine.Apply([shipped], version, FixPlan.Empty, errata.Os).Single();
            bool same = statement.Operation == "pkg_del" || (after.Evr.VersionRelease == statement.Evr && after.Arch == statement.Arch);
            return same
                ? ("unnecessary", "the update's own line sets this build and drops the old one; the architecture did not change")
                : ("a decision", $"GRIF took {statement.Evr}, newer than the errata's {after.Evr.VersionRelease}: `packages` with `action: pin`");
        }

        foreach (FixBlock block in plan.Blocks.Where(b => b.When.Any(w => w.All.Length == 1 && w.All[0].Name == statement.Trigger)))
        {
            foreach (FixAction.Add add in block.Actions.OfType<FixAction.Add>().Where(a => a.Package.Name == statement.Name && a.Package.Arch == statement.Arch))
            {
                if (add.Package.Evr.VersionRelease != statement.Evr) return ("another version", $"ours is {add.Package}");
                bool direct = block.Because.Any(b => b.Package == statement.Name && b.By == statement.Trigger);
                return ("reproduced", direct ? "required by the raised package" : $"required by {block.Because.First(b => b.Package == statement.Name).By}, which comes too");
            }
        }

        bool isRaised = version.Packages.Any(p => p.Nevra.Name == statement.Trigger);
        return isRaised
            ? ("missing", "not generated")
            : ("a decision", $"{statement.Trigger} is not raised by the version, and what it requires it required before: a machine that lacks {statement.Name} was broken before; `fix` with `when: [{statement.Trigger}]`");
    }

    // Small repositories of the shape of SL 5.5: its real names and versions, and what requires.txt says of them.
    private static (OsErrata Errata, ImmutableArray<UpdateVersion> Versions, ImmutableArray<FixPlan> Plans) Plans()
    {
        DiagnosticBag diagnostics = [];
        OsErrata errata = ErrataInput.Read(Path.Combine(Checkout.Root, "errata-input"), "sl5.5-x86_64", diagnostics).Single();
        ImmutableArray<UpdateVersion> versions = UpdatePlanner.Plan(errata, diagnostics);
        List<(string Origin, string Name, string[] Requires)> facts =
        [
            .. File.ReadLines(Path.Combine(Folder, "requires.txt")).Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries))
                .Select(w => (w[0], w[1], w[2..])),
        ];
        PackageTableBuilder table = new();
        Add(PackageOrigin.Errata, errata.Errata.Packages, "errata");
        Add(PackageOrigin.Base, errata.Base.Packages, "base");
        table.StartOrigin(PackageOrigin.Other);
        table.StartRepository();
        foreach ((_, string name, string[] requires) in facts.Where(f => f.Origin == "other")) table.Add(NevraParser.Parse(name, out _)!, [], requires, [], [], []);
        PackageTable built = table.Build();
        return (errata, versions, [.. versions.Select(v => FixPlanner.Plan(built, v, errata))]);

        void Add(PackageOrigin origin, ImmutableArray<Package> packages, string word)
        {
            table.StartOrigin(origin);
            table.StartRepository();
            foreach (Package package in packages)
            {
                string[] requires = facts.FirstOrDefault(f => f.Origin == word && f.Name == package.Nevra.Name).Requires ?? facts.FirstOrDefault(f => f.Origin == "base" && f.Name == package.Nevra.Name).Requires ?? [];
                table.Add(package.Nevra, [], requires, [], [], [], package.SourceRpm, package.BuildTime);
            }
        }
    }

    private sealed record Statement(string Version, string Trigger, string Operation, string Name, string Evr, string Arch);
}
