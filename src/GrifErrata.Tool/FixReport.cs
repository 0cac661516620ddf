using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Edits;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>Shows a fix on a terminal.</summary>
internal static class FixReport
{
    /// <summary>The blocks, what a person must decide, and what was not checked.</summary>
    public static void Write(CommandConsole console, OsDefinition os, UpdateVersion version, FixPlan plan)
    {
        console.Out.WriteLine($"{os.Name} {version.Name}: {(plan.Blocks.IsEmpty ? "nothing is needed besides the update that is known" : Count(plan.Blocks.Length, "block"))}");
        foreach (FixBlock block in plan.Blocks)
        {
            console.Out.WriteLine();
            Line(console, $"{FixText.When(block)}:");
            foreach (FixAction action in block.Actions) Line(console, $"  {FixText.Of(action)}");
            foreach (FixReason reason in block.Because) Line(console, $"    because {reason}");
        }

        if (plan.Findings.Length > 0)
        {
            console.Out.WriteLine();
            console.Out.WriteLine("For a person to decide:");
            foreach (FixFinding finding in plan.Findings) Line(console, $"  {finding.Descriptor.Code} {finding.Text}");
        }

        if (plan.Unchecked > 0)
        {
            console.Out.WriteLine();
            console.Out.WriteLine($"Not checked: {plan.Unchecked} of {plan.Unchecked + plan.Checked} packages, because a listing does not say what they require.");
        }
    }

    /// <summary>What machines need beyond it, as YAML that can be taken over.</summary>
    public static void Write(CommandConsole console, ImmutableArray<MachineNeed> needs, int machines, int others)
    {
        int touched = needs.SelectMany(n => n.Machines).Distinct(StringComparer.Ordinal).Count();
        console.Out.WriteLine();
        console.Out.WriteLine($"{Count(machines, "machine")}{(others > 0 ? $" ({others} of other OSes left out)" : string.Empty)}: "
            + (touched == 0 ? "all are whole with the update and its fix" : $"{touched} need more than the fix gives"));
        foreach (MachineNeed need in needs.Where(n => n.Add.Length + n.Remove.Length == 0)) Line(console, $"  nothing cures: {FixEdits.Reason(need)}");
        MachineNeed[] curable = [.. needs.Where(n => n.Add.Length + n.Remove.Length > 0)];
        if (curable.Length == 0) return;
        console.Out.WriteLine("fix:");
        foreach (MachineNeed need in curable)
        {
            Line(console, $"  - when: [{need.When}]");
            if (need.Remove.Length > 0) Line(console, $"    remove: [{string.Join(", ", need.Remove)}]");
            if (need.Add.Length > 0) Line(console, $"    add: [{string.Join(", ", need.Add)}]");
            Line(console, $"    reason: '{FixEdits.Reason(need).Replace("'", "''", StringComparison.Ordinal)}'");
        }
    }

    private static void Line(CommandConsole console, string text) => console.Out.WriteLine(TerminalText.OneLine(text));

    private static string Count(int number, string word) => $"{number} {word}{(number == 1 ? string.Empty : "s")}";
}
