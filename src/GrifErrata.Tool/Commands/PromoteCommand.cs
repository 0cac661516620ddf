using System.CommandLine;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata promote</c>: gives a stage a version.</summary>
internal static class PromoteCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> version = CommonOptions.VersionArgument("VERSION", "The update version.");
        Option<string> stage = new("--to") { Description = "The stage that gets it.", HelpName = "STAGE", Required = true };
        Option<string?> reason = new("--reason") { Description = "Why a stage is skipped.", HelpName = "TEXT" };
        Option<bool> release = new("--release") { Description = "A draft becomes released with it: its files never change again." };
        Option<string?> site = new("--site") { Description = "Only this site of the stage gets it, before the rest.", HelpName = "SITE" };
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "promote",
            "Gives a stage an update version and notes it in the history of federation.yaml. No stage is skipped without a reason, no draft "
            + "comes beyond the first stage, nothing withdrawn anywhere. A version that reaches `default` becomes released. With --site one site of the stage has it before the rest, until the stage has it too.",
            "0  written\n1  refused, or an error in the input; nothing is written\n2  wrong use",
            "grif-errata promote 20101125 --os sl5.5-x86_64 --to testbed\ngrif-errata promote 20101125 --to default --reason 'CVE-2010-3904 is exploited' --dry-run\n"
            + "grif-errata promote 20101125 --to production --site llr")
        {
            version, stage, site, reason, release,
        };
        options.AddTo(command);
        command.SetAction((parsed, _) => Task.FromResult(options.Change(parsed, (edits, os) => Promote.Apply(edits, new(
            os, parsed.GetRequiredValue(version), parsed.GetRequiredValue(stage), options.Date(parsed), parsed.GetValue(reason), parsed.GetValue(release), parsed.GetValue(site))),
            version: parsed.GetRequiredValue(version))));
        return command;
    }
}
