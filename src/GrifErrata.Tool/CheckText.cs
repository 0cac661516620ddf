using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Dependencies;

namespace GrifErrata.Tool;

/// <summary>What checks found, for people: the same thing once, with the machines that have it.</summary>
internal static class CheckText
{
    /// <summary>Writes problems, then what is needed, then what the checks could not see, then how many machines had which verdict.</summary>
    /// <param name="console">Takes it.</param>
    /// <param name="update">Name of the update.</param>
    /// <param name="report">What was found.</param>
    /// <param name="all">Whether every machine is named.</param>
    /// <param name="others">Machines of another OS, which were left out.</param>
    public static void Write(CommandConsole console, string update, CheckReport report, bool all, int others)
    {
        foreach (Shared<CheckFinding> problem in report.Problems)
        {
            Line($"{update}: cannot be applied to {Named(problem.Machines)} ({problem.Machines.Length} of {Machines(report.Machines)}) [{problem.What.Code}]");
            foreach (string line in problem.What.Lines) Line("  " + line);
        }

        if (report.Unknown.Count > 0)
        {
            ImmutableArray<string> unknown = [.. report.Unknown];
            Line($"{update}: not known for {Named(unknown)} ({unknown.Length} of {Machines(report.Machines)}), the search was cut short");
        }

        foreach (Shared<CheckChange> change in report.Changes) Line(Change(change, Named(change.Machines)));
        foreach (Shared<CheckWarning> warning in report.Warnings) Line($"{warning.What.Code}: {warning.What.Text}; {On(warning.Machines, Named(warning.Machines))}");

        Line($"{update}: {Machines(report.Machines)}: {string.Join(", ", Verdicts(report))}" + (others == 0 ? string.Empty : $"; {Number(others)} of another OS left out"));

        void Line(string text) => console.Out.WriteLine(TerminalText.OneLine(text));

        string Named(ImmutableArray<string> machines) => CheckReport.Names(machines, all);
    }

    /// <summary>A change, why it is needed, and on which machines.</summary>
    private static string Change(Shared<CheckChange> change, string names)
    {
        string old = change.What.Old is null ? string.Empty : $" (was {change.What.Old})";
        string source = change.What.SameSource is { } same ? $"; same source as {same}" : string.Empty;
        return $"{CheckJson.Word(change.What.Action.ToString())} {change.What.Package}{old}: {string.Join("; ", change.What.Because)}; {On(change.Machines, names)}{source}";
    }

    private static string On(ImmutableArray<string> machines, string names) => machines.Length == 1 ? names : $"{Machines(machines.Length)} ({names})";

    private static IEnumerable<string> Verdicts(CheckReport report)
    {
        foreach ((CheckResult result, string words) in ((CheckResult, string)[])
            [(CheckResult.Ok, "ok"), (CheckResult.Fix, "with further changes"), (CheckResult.Impossible, "cannot have it"), (CheckResult.Unknown, "not known")])
        {
            if (report.Count(result) is > 0 and int count) yield return $"{Number(count)} {words}";
        }
    }

    private static string Machines(int count) => count == 1 ? "1 machine" : $"{Number(count)} machines";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
