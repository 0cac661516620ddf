using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
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
            ReviewCommand.Create(console),
            ExplainCommand.Create(console),
            VercmpCommand.Create(console),
            NewCommand.Create(console),
            AdvisoriesCommand.Create(console),
            FetchCommand.Create(console),
            FeedCommand.Create(console),
            SelectCommand.Create(console),
            CheckCommand.Create(console),
            SimulateCommand.Create(console),
            PromoteCommand.Create(console),
            WithdrawCommand.Create(console),
            FreezeCommand.Create(console),
            UnfreezeCommand.Create(console),
            FreezesCommand.Create(console),
            KernelCommand.Create(console),
            StatusCommand.Create(console),
        };
        root.HelpName = "grif-errata";
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        HelpAction action = (HelpAction)help.Action!;
        action.MaxWidth = HelpWidth;
        help.Action = new HelpWithExample(action);
        return root;
    }

    /// <summary>
    /// What looks like an option and is none, or null. System.CommandLine takes it for an argument: a package named
    /// <c>--verson</c>.
    /// </summary>
    public static string? UnknownOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(t => t.Type != TokenType.DoubleDash)
        .FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-')?.Value;

    /// <summary>Says what is wrong with the arguments and where the right use is explained.</summary>
    /// <returns><see cref="ExitCodes.WrongUse"/>.</returns>
    public static int WrongUse(CommandConsole console, ParseResult parsed)
    {
        string? unknown = UnknownOption(parsed) ?? (parsed.UnmatchedTokens is [{ } first, ..] ? first : null);
        if (unknown is not null)
        {
            // System.CommandLine would say besides that something else is missing.
            console.WriteError($"There is no {(unknown.StartsWith('-') ? "option" : parsed.CommandResult.Command is RootCommand ? "command" : "argument")} '{unknown}'.");
        }
        else
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)) console.WriteError(message);
        }

        string name = string.Empty;
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand } command; result = command.Parent)
            name = $" {command.Command.Name}{name}";
        console.Error.WriteLine($"See grif-errata{name} --help.");
        return ExitCodes.WrongUse;
    }
}
