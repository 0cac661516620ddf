using System.CommandLine;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata unfreeze</c>: a machine or a site follows its stage again.</summary>
internal static class UnfreezeCommand
{
    public static Command Create(CommandConsole console)
    {
        FreezeTarget target = new();
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "unfreeze",
            "Removes the freeze of a machine, of a site, or of every site.",
            "0  written\n1  there is no such freeze, or an error in the input; nothing is written\n2  wrong use",
            "grif-errata unfreeze wn1.lal.example.org");
        target.AddTo(command);
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            (string? host, string? site, bool all) = target.Of(parsed);
            return Task.FromResult(options.Change(parsed, (edits, os) => FreezeEdits.Unfreeze(edits, host, site, all, os)));
        });
        return command;
    }
}
