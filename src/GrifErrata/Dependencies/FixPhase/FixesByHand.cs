using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>What a person wrote under <c>fix</c>, over what was generated: the person wins.</summary>
internal static class FixesByHand
{
    /// <summary>The generated blocks without what a person decided otherwise, then the person's own.</summary>
    public static IEnumerable<FixBlock> Over(IReadOnlyList<FixBlock> generated, UpdateVersion version, PackageTable table, List<FixFinding> findings)
    {
        UpdateDefinition definition = version.Definition;
        findings.RemoveAll(f => definition.Fixes.Any(h => HasDecided(h, f)));
        foreach (FixBlock block in generated)
        {
            foreach (FixBlock left in Without(block, definition.Fixes)) yield return left;
        }

        foreach (FixDefinition fix in definition.Fixes)
        {
            foreach (FixDefinitionPackage package in fix.Add.Where(a => table.Find(a.Nevra) is null))
            {
                findings.Add(new(FixDiagnostics.NoSuchPackage,
                    $"{package.Nevra} is in no source of the OS, so a machine could not get it. Correct the build, or give a source that has it (`sources: other`).", [package.Nevra.Name], package.Location));
            }

            foreach (FixDefinitionPackage package in fix.Add)
            {
                if (version.Packages.FirstOrDefault(p => p.Nevra.Name == package.Nevra.Name && p.Nevra.Arch == package.Nevra.Arch) is { } entry && Fix.Compare(package.Nevra.Evr, entry.Nevra.Evr) < 0)
                {
                    findings.Add(new(FixDiagnostics.Lowers,
                        $"{package.Nevra} is older than {entry.Nevra}, which the version sets: the fix takes a security update back. Write the version's own, or leave it so if the reason ({fix.Reason}) is worth it.",
                        [package.Nevra.Name], package.Location));
                }
            }

            if (fix.Add.IsEmpty && fix.Remove.IsEmpty) continue;
            yield return new(FixRule.ByHand, [.. fix.When.Select(w => new FixCondition([.. w.Select(n => new FixPresence(n, null))]))], fix.Unless,
                [.. fix.Remove.Select(r => (FixAction)new FixAction.Delete(r)), .. fix.Add.Select(a => (FixAction)new FixAction.Add(a.Nevra, false))], [new(string.Empty, string.Empty, fix.Reason)]);
        }
    }

    // About a choice or a break: a block about these packages that holds where they are. About what could not be said: a block for the package.
    private static bool HasDecided(FixDefinition fix, FixFinding finding) => finding.Names.Length > 1
        ? Touches(fix, finding.Names) && (fix.When.IsEmpty || fix.When.Any(w => w.All(finding.Names.Contains)))
        : finding.Descriptor == FixDiagnostics.NotTaken && fix.When.Any(w => w.All(finding.Names.Contains));

    // A generated step about a package leaves the conditions under which a person has decided about that package.
    private static IEnumerable<FixBlock> Without(FixBlock block, ImmutableArray<FixDefinition> byHand)
    {
        foreach (IGrouping<string, (FixAction Action, ImmutableArray<FixCondition> Left)> same in block.Actions.Select(a => (a, Left(block, a, byHand)))
            .Where(a => a.Item2 is not null).Select(a => (Action: a.a, Left: a.Item2!.Value)).GroupBy(a => string.Join('|', a.Left)))
        {
            ImmutableArray<FixAction> actions = [.. same.Select(a => a.Action)];
            HashSet<string> goes = [.. block.When.Except(same.First().Left).SelectMany(w => w.All).Select(p => p.Name)];
            goes.ExceptWith(same.First().Left.SelectMany(w => w.All).Select(p => p.Name));
            ImmutableArray<FixReason> because = [.. block.Because.Where(b => !goes.Contains(b.By) && (b.Package.Length == 0 || actions.Any(a => Names(a).Contains(b.Package))))];
            yield return block with { When = same.First().Left, Actions = actions, Because = because };
        }
    }

    // The conditions that are left for a step, or null where none is.
    private static ImmutableArray<FixCondition>? Left(FixBlock block, FixAction action, ImmutableArray<FixDefinition> byHand)
    {
        List<FixDefinition> about = [.. byHand.Where(f => Touches(f, [.. Names(action), .. block.Unless]))];
        if (block.When.IsEmpty) return about.Any(f => f.When.IsEmpty) ? null : [];
        ImmutableArray<FixCondition> left = [.. block.When.Where(c => !about.Any(f => Covers(f, c)))];
        return left.IsEmpty ? null : left;
    }

    // Also where the person takes another of several that would do.
    private static bool Touches(FixDefinition fix, IEnumerable<string> names) => names.Any(n => fix.Leave.Contains(n) || fix.Remove.Contains(n) || fix.Add.Any(a => a.Nevra.Name == n));

    private static bool Covers(FixDefinition fix, FixCondition condition) =>
        fix.When.IsEmpty || fix.When.Any(w => w.All(n => condition.All.Any(p => p.Name == n)));

    private static IEnumerable<string> Names(FixAction action) => action switch
    {
        FixAction.Add add => [add.Package.Name],
        FixAction.Raise raise => [raise.Package.Name],
        FixAction.Delete delete => [delete.Name],
        FixAction.Replace replace => [replace.Name, .. replace.By.Select(b => b.Name)],
        _ => [],
    };
}
