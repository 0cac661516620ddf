using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tool;

/// <summary>What the commands that change or show the federation have in common.</summary>
internal sealed class FederationOptions(CommandConsole console)
{
    private readonly Option<string> _input = CommonOptions.Input();
    private readonly Option<string?> _os = CommonOptions.Os("The OS, a folder of the input. May be left out when there is one, or when only one has the version.");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the difference and write nothing." };
    private readonly Option<DateOnly?> _date = Day("--date", "The day of the change. Default: today, UTC.");

    /// <summary>An option whose value is a day.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = Parse,
    };

    /// <summary>Adds them to a command that changes something.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_os);
        command.Options.Add(_date);
        command.Options.Add(_dryRun);
        command.Options.Add(_input);
    }

    /// <summary>Adds them to a command that only shows.</summary>
    public void AddReadingTo(Command command)
    {
        command.Options.Add(_os);
        command.Options.Add(_date);
        command.Options.Add(_input);
    }

    /// <summary>Makes a command's day one that must be given.</summary>
    public void NeedDate(Command command, string message) => command.Validators.Add(result =>
    {
        if (result.GetResult(_date) is null) result.AddError(message);
    });

    /// <summary>The OS that was named, or null.</summary>
    public string? Os(ParseResult parsed) => parsed.GetValue(_os);

    /// <summary>The input folder.</summary>
    public string Input(ParseResult parsed) => parsed.GetRequiredValue(_input);

    /// <summary>The day of the change.</summary>
    public DateOnly Date(ParseResult parsed) => parsed.GetValue(_date) ?? DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime);

    /// <summary>Opens the input folder; null after what is wrong was written.</summary>
    public FederationEdits? Open(ParseResult parsed)
    {
        DiagnosticBag diagnostics = [];
        FederationEdits? edits = FederationEdits.Open(parsed.GetRequiredValue(_input), diagnostics);
        console.Write(diagnostics);
        return edits;
    }

    /// <summary>Makes a change and writes it, or prints it with --dry-run.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="change">The change of an OS; false after a report.</param>
    /// <param name="after">More to say once it was made, or null.</param>
    /// <param name="version">The update version that the change names, or null: of several OSs it tells which is meant, where only one has it.</param>
    /// <returns>The exit code.</returns>
    public int Change(
        ParseResult parsed, Func<FederationEdits, string, bool> change, Action<FederationEdits, string>? after = null, string? version = null)
    {
        DiagnosticBag diagnostics = [];
        FederationEdits? edits = FederationEdits.Open(parsed.GetRequiredValue(_input), diagnostics);
        if (edits is null) return console.Write(diagnostics);
        string? os = Os(parsed) ?? (edits.Updates.Count == 1 ? edits.Updates.Keys.Single() : OsWith(edits, version));
        if (os is null)
        {
            console.WriteError($"Name an OS with --os; there are: {string.Join(", ", edits.Updates.Keys)}.");
            return ExitCodes.WrongUse;
        }

        bool dry = parsed.GetValue(_dryRun);
        bool made = change(edits, os) && (dry ? edits.Check() : edits.Write());
        int code = console.Write(diagnostics);
        if (!made || code != ExitCodes.Fine) return ExitCodes.Problems;
        foreach (FileChange file in edits.Changes)
        {
            if (dry) LineDifference.Write(console, file);
            else console.Out.WriteLine($"wrote {TerminalText.OneLine(file.Path)}");
        }

        after?.Invoke(edits, os);
        return ExitCodes.Fine;
    }

    private static string? OsWith(FederationEdits edits, string? version)
    {
        List<string> having = [.. edits.Updates.Where(u => u.Value.Any(d => d.Version == version)).Select(u => u.Key)];
        return having.Count == 1 ? having[0] : null;
    }

    private static DateOnly? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return day;
        result.AddError($"'{text}' is not a day that exists. Write it as 2010-12-31.");
        return null;
    }
}
