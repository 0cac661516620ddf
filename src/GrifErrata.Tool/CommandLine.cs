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

    private static readonly (string Name, Func<CommandConsole, Command> Create)[] Commands =
    [
        ("generate", GenerateCommand.Create),
        ("verify", VerifyCommand.Create),
        ("diff", DiffCommand.Create),
        ("review", ReviewCommand.Create),
        ("explain", ExplainCommand.Create),
        ("vercmp", VercmpCommand.Create),
        ("new", NewCommand.Create),
        ("advisories", AdvisoriesCommand.Create),
        ("fetch", FetchCommand.Create),
        ("feed", FeedCommand.Create),
        ("select", SelectCommand.Create),
        ("check", CheckCommand.Create),
        ("fix", FixCommand.Create),
        ("simulate", SimulateCommand.Create),
        ("snapshot", SnapshotCommand.Create),
        ("snapshots", SnapshotsCommand.Create),
        ("promote", PromoteCommand.Create),
        ("withdraw", WithdrawCommand.Create),
        ("freeze", FreezeCommand.Create),
        ("unfreeze", UnfreezeCommand.Create),
        ("freezes", FreezesCommand.Create),
        ("kernel", KernelCommand.Create),
        ("status", StatusCommand.Create),
    ];

    /// <summary>The commands: all of them, or the one that the arguments name alone, for making the others takes longer than some commands run.</summary>
    public static RootCommand Create(CommandConsole console, IReadOnlyList<string> args)
    {
        RootCommand root = new("Security updates of Quattor sites: renders, checks, compares and explains them.");
        bool isNamed = args.Count > 0 && Commands.Any(c => c.Name == args[0]);
        foreach ((string name, Func<CommandConsole, Command> create) in Commands)
        {
            if (!isNamed || name == args[0]) root.Add(create(console));
        }

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
