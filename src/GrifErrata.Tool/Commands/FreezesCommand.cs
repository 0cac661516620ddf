using System.CommandLine;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Time;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata freezes</c>: lists the freezes, the most urgent first.</summary>
internal static class FreezesCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<bool> check = new("--check") { Description = "Exit code 1 if one has expired." };
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "freezes",
            "Lists the freezes: expired ones first, then by their last day.",
            "0  listed\n1  with --check: one has expired; an error in the input\n2  wrong use",
            "grif-errata freezes --check --date 2010-12-16")
        {
            check,
        };
        options.AddReadingTo(command);
        command.SetAction((parsed, _) => Task.FromResult(Run(console, options, parsed, parsed.GetValue(check))));
        return command;
    }

    private static int Run(CommandConsole console, FederationOptions options, ParseResult parsed, bool check)
    {
        if (options.Open(parsed) is not { } edits) return ExitCodes.Problems;
        if (options.Os(parsed) is { } named && !edits.Updates.ContainsKey(named))
        {
            console.WriteError($"There is no OS {named}; there are: {string.Join(", ", edits.Updates.Keys)}.");
            return ExitCodes.Problems;
        }

        DateOnly today = options.Date(parsed);
        List<Freeze> freezes = [.. edits.Federation.Freezes.Where(f => options.Os(parsed) is null || f.Os == options.Os(parsed))
            .OrderBy(f => f.Until).ThenBy(f => f.Host ?? f.Site, StringComparer.Ordinal)];
        TextTable table = new();
        foreach (Freeze freeze in freezes)
        {
            table.Add(State(freeze, today), UtcText.Day(freeze.Until), freeze.Host ?? $"site {freeze.Site}", freeze.Os, freeze.Version, freeze.Owner, freeze.Reason);
        }

        table.Write(console.Out, first: s => s.StartsWith("expired", StringComparison.Ordinal) ? console.OutColours.Bad(s) : s);
        int expired = freezes.Count(f => f.Until < today);
        console.Out.WriteLine($"{freezes.Count} freezes, {expired} expired");
        return check && expired > 0 ? ExitCodes.Problems : ExitCodes.Fine;
    }

    private static string State(Freeze freeze, DateOnly today) =>
        freeze.Until < today ? "expired" : freeze.Until < today.AddDays(FederationCheck.WarningDays) ? "ends soon" : "holds";
}
