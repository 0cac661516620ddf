using System.CommandLine;
using System.Globalization;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Time;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata kernel status</c>: which site has not moved.</summary>
internal static class KernelStatusCommand
{
    public static Command Create(CommandConsole console)
    {
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "status",
            "Shows each plan and its sites: overdue ones first, then by their planned day, those that have moved last. A site is overdue after its own day or the plan's deadline.",
            "0  shown\n1  an error in the input\n2  wrong use",
            "grif-errata kernel status --date 2010-12-16");
        options.AddReadingTo(command);
        command.SetAction((parsed, _) => Task.FromResult(Run(console, options, parsed)));
        return command;
    }

    private static int Run(CommandConsole console, FederationOptions options, ParseResult parsed)
    {
        if (options.Open(parsed) is not { } edits) return ExitCodes.Problems;
        DateOnly today = options.Date(parsed);
        foreach (KernelPlan plan in edits.Federation.Kernels.Where(k => options.Os(parsed) is null || k.Os == options.Os(parsed)))
        {
            DateOnly version = DateOnly.ParseExact(plan.Version, "yyyyMMdd", CultureInfo.InvariantCulture);
            string deadline = plan.Deadline is { } last ? $", deadline {UtcText.Day(last)}" : string.Empty;
            console.Out.WriteLine(TerminalText.OneLine($"{plan.Os} kernel {plan.Kernel}, version {plan.Version}, {today.DayNumber - version.DayNumber} days old{deadline}"));
            TextTable table = new();
            foreach (KernelPlanSite site in plan.Sites.OrderBy(s => Rank(s, plan, today)).ThenBy(s => s.Date ?? plan.Deadline ?? DateOnly.MaxValue).ThenBy(s => s.Site, StringComparer.Ordinal))
            {
                table.Add(Words[Rank(site, plan, today)], site.Site, site.Done is { } done ? UtcText.Day(done) : site.Date is { } day ? UtcText.Day(day) : "no day",
                    $"{(site.Done is null ? "on" : "was on")} {site.Kernel ?? site.Version}", site.Owner);
            }

            table.Write(console.Out, indent: 2, first: s => s.StartsWith("overdue", StringComparison.Ordinal) ? console.OutColours.Bad(s) : s);
        }

        return ExitCodes.Fine;
    }

    private static readonly string[] Words = ["overdue", "waits", "moved"];

    private static int Rank(KernelPlanSite site, KernelPlan plan, DateOnly today) => site.Done is not null ? 2 : site.Date < today || plan.Deadline < today ? 0 : 1;
}
