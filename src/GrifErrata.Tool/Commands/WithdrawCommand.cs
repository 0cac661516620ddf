using System.Collections.Immutable;
using System.CommandLine;
using GrifErrata.Edits;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata withdraw</c>: takes a version back.</summary>
internal static class WithdrawCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> version = CommonOptions.VersionArgument("VERSION", "The update version.");
        Option<string> reason = new("--reason") { Description = "Why, in one line.", HelpName = "TEXT", Required = true };
        Option<string> replacedBy = new("--replaced-by") { Description = "The version that machines take instead.", HelpName = "yyyyMMdd", Required = true };
        reason.Validators.Add(result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
            if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)) result.AddError("--reason must say why, in one line.");
        });
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "withdraw",
            "Takes an update version back: writes state, reason and replacement into its definition. Its files stay, and the build fails where "
            + "it is still selected; those places are listed.",
            "0  written\n1  refused, or an error in the input; nothing is written\n2  wrong use",
            "grif-errata withdraw 20101125 --reason 'glibc breaks Java' --replaced-by 20101129")
        {
            version, reason, replacedBy,
        };
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            string name = parsed.GetRequiredValue(version);
            return Task.FromResult(options.Change(
                parsed,
                (edits, os) => Withdraw.Apply(edits, os, name, parsed.GetRequiredValue(reason), parsed.GetRequiredValue(replacedBy)),
                (edits, os) =>
                {
                    ImmutableArray<string> selecting = Withdraw.Selecting(edits.Federation, os, name, options.Date(parsed));
                    foreach (string who in selecting) console.Out.WriteLine($"still selected by {TerminalText.OneLine(who)}");

                    // A failing build makes no files, and what is released with the promotion must be what its definition gives.
                    string other = parsed.GetRequiredValue(replacedBy);
                    if (selecting.Length > 0 && edits.Updates[os].Any(u => u.Version == other && u.State == UpdateState.Draft))
                        console.Out.WriteLine($"{other} is a draft: make its files with `grif-errata generate --os {os} --version {other}` before it is promoted");
                },
                name));
        });
        return command;
    }
}
