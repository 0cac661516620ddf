using System.CommandLine;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata kernel</c>: the sites move to a kernel, each on its own day.</summary>
internal static class KernelCommand
{
    private const string Codes = "0  written\n1  refused, or an error in the input; nothing is written\n2  wrong use";

    public static Command Create(CommandConsole console) => new DocumentedCommand(
        "kernel",
        "Moves the sites to a kernel, each on its own day: plan, schedule, done, undo, status.",
        Codes,
        "grif-errata kernel plan --kernel 2.6.18-194.26.1.el5 --deadline 2010-12-31\ngrif-errata kernel status")
    {
        Plan(console), Schedule(console), Done(console), Undo(console), KernelStatusCommand.Create(console),
    };

    private static Option<string> Site() => new("--site") { Description = "The site.", HelpName = "SITE", Required = true };

    private static DocumentedCommand Plan(CommandConsole console)
    {
        Option<string> kernel = new("--kernel") { Description = "The new kernel.", HelpName = "VERSION-RELEASE", Required = true };
        Option<DateOnly?> deadline = FederationOptions.Day("--deadline", "The day by which all sites should have moved.");
        Option<string?> reason = new("--reason") { Description = "Why a stage is skipped.", HelpName = "TEXT" };
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "plan",
            "Every site stays on the version and kernel that it has, the default moves to the version with the new kernel, and each site gets a row for its day and owner.",
            Codes,
            "grif-errata kernel plan --os sl5.5-x86_64 --kernel 2.6.18-194.26.1.el5 --deadline 2010-12-31")
        {
            kernel, deadline, reason,
        };
        options.AddTo(command);
        command.SetAction((parsed, _) => Task.FromResult(options.Change(parsed, (edits, os) => KernelPlanEdits.Plan(
            edits, os, parsed.GetRequiredValue(kernel), parsed.GetValue(deadline), options.Date(parsed), parsed.GetValue(reason)))));
        return command;
    }

    private static DocumentedCommand Schedule(CommandConsole console)
    {
        Option<string> site = Site();
        Option<string?> owner = new("--owner") { Description = "Who answers for it.", HelpName = "MAIL" };
        FederationOptions options = new(console);
        DocumentedCommand command = new("schedule", "Writes the day, --date, on which a site plans to move.", Codes,
            "grif-errata kernel schedule --site lal --date 2010-12-02 --owner admin@lal.example.org")
        {
            site, owner,
        };
        options.AddTo(command);
        options.NeedDate(command, "Name the day on which the site plans to move with --date.");
        command.SetAction((parsed, _) => Task.FromResult(options.Change(parsed, (edits, os) =>
            KernelPlanEdits.Schedule(edits, os, parsed.GetRequiredValue(site), options.Date(parsed), parsed.GetValue(owner)))));
        return command;
    }

    private static DocumentedCommand Done(CommandConsole console)
    {
        Option<string> site = Site();
        FederationOptions options = new(console);
        DocumentedCommand command = new("done", "Says that a site has moved: it follows its stage again.", Codes, "grif-errata kernel done --site lal") { site };
        options.AddTo(command);
        command.SetAction((parsed, _) => Task.FromResult(options.Change(parsed, (edits, os) =>
            KernelPlanEdits.Done(edits, os, parsed.GetRequiredValue(site), options.Date(parsed)))));
        return command;
    }

    private static DocumentedCommand Undo(CommandConsole console)
    {
        Option<string> site = Site();
        FederationOptions options = new(console);
        DocumentedCommand command = new("undo", "A site goes back to the version and kernel that it had before it moved.", Codes, "grif-errata kernel undo --site lal") { site };
        options.AddTo(command);
        command.SetAction((parsed, _) => Task.FromResult(options.Change(parsed, (edits, os) => KernelPlanEdits.Undo(edits, os, parsed.GetRequiredValue(site)))));
        return command;
    }
}
