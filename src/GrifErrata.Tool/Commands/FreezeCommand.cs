using System.CommandLine;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata freeze</c>: a machine or a site stays on a version.</summary>
internal static class FreezeCommand
{
    public static Command Create(CommandConsole console)
    {
        FreezeTarget target = new();
        Option<string?> version = CommonOptions.Version("The version. Default: the one that is selected now.");
        Option<string?> kernel = new("--kernel") { Description = "A kernel that stays too.", HelpName = "VERSION-RELEASE" };
        Option<string?> reason = new("--reason") { Description = "Why. Must be given.", HelpName = "TEXT" };
        Option<string?> owner = new("--owner") { Description = "Who answers for it. Must be given.", HelpName = "MAIL" };
        Option<DateOnly?> until = FederationOptions.Day("--until", "The last day. Must be given.");
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "freeze",
            "Keeps a machine, a site or all sites on a version. A freeze without reason, owner and end is refused.",
            "0  written\n1  refused, or an error in the input; nothing is written\n2  wrong use",
            "grif-errata freeze wn1.lal.example.org --reason 'Lustre module' --owner admin@lal.example.org --until 2010-12-15");
        target.AddTo(command);
        foreach (Option option in new Option[] { version, kernel, reason, owner, until }) command.Options.Add(option);
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            (string? host, string? site, bool all) = target.Of(parsed);
            return Task.FromResult(options.Change(parsed, (edits, os) => FreezeEdits.Freeze(
                edits,
                new(host, site, all, os, parsed.GetValue(version), parsed.GetValue(kernel), parsed.GetValue(reason), parsed.GetValue(owner), parsed.GetValue(until)),
                options.Date(parsed)), version: parsed.GetValue(version)));
        });
        return command;
    }
}
