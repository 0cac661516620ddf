using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using GrifErrata.Tool.Commands;

namespace GrifErrata.Tool;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    // Not the terminal's width: the same text wherever it is read.
    private const int HelpWidth = 100;

    /// <summary>All commands.</summary>
    public static RootCommand Create(CommandConsole console)
    {
        RootCommand root = new("Security updates of Quattor sites: renders, checks, compares and explains them.")
        {
            GenerateCommand.Create(console),
            VerifyCommand.Create(console),
            DiffCommand.Create(console),
            ExplainCommand.Create(console),
            VercmpCommand.Create(console),
            NewCommand.Create(console),
            AdvisoriesCommand.Create(console),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        HelpAction action = (HelpAction)help.Action!;
        action.MaxWidth = HelpWidth;
        help.Action = new HelpWithExample(action);
        return root;
    }

    /// <summary>Says where the right use is explained.</summary>
    /// <returns><see cref="ExitCodes.WrongUse"/>.</returns>
    public static int WrongUse(CommandConsole console, Command command)
    {
        string name = command is RootCommand ? string.Empty : $" {command.Name}";
        console.Error.WriteLine($"See grif-errata{name} --help.");
        return ExitCodes.WrongUse;
    }
}
