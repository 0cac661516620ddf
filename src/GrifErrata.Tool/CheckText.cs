using GrifErrata.Dependencies;

namespace GrifErrata.Tool;

/// <summary>An answer of a check for people.</summary>
internal static class CheckText
{
    public static void Write(CommandConsole console, string id, CheckAnswer answer)
    {
        console.Out.WriteLine(TerminalText.OneLine($"{id}: {Verdict(answer)}"));
        foreach (CheckChange change in answer.Changes)
        {
            string old = change.Old is null ? string.Empty : $" (was {change.Old})";
            console.Out.WriteLine(TerminalText.OneLine($"  {CheckJson.Word(change.Action.ToString())} {change.Package}{old}: {string.Join("; ", change.Because)}"));
        }

        foreach (CheckProblem problem in answer.Problems)
        {
            string[] lines = problem.Text.Split('\n');
            console.Out.WriteLine(TerminalText.OneLine($"  {problem.Code}: {lines[0]}"));
            foreach (string line in lines[1..]) console.Out.WriteLine("    " + TerminalText.OneLine(line));
        }

        foreach (CheckWarning warning in answer.Warnings) console.Out.WriteLine(TerminalText.OneLine($"  {warning.Code}: {warning.Text}"));
    }

    private static string Verdict(CheckAnswer answer) => answer.Result switch
    {
        CheckResult.Ok => "ok",
        CheckResult.Fix => $"needs {answer.Changes.Length} more changes",
        CheckResult.Impossible => "cannot be applied",
        _ => "not known, the search was cut short",
    };
}
