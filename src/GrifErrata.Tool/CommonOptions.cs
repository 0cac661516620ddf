using System.CommandLine;
using System.CommandLine.Parsing;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>Options that several commands have, with defaults that fit at a repository's root.</summary>
internal static class CommonOptions
{
    public static Option<string> Input() => new("--input")
    {
        Description = "Folder of the maintainer's files.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "errata-input",
    };

    public static Option<string> Output() => new("--output")
    {
        Description = "Folder of the generated Pan templates.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "templates/pan",
    };

    public static Option<string?> Templates() => new("--templates")
    {
        Description = "Folder of your own Scriban templates; those of the same name override the built-in ones.",
        HelpName = "DIR",
    };

    public static Option<string?> Os(string description) => new("--os") { Description = description, HelpName = "OS" };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON instead of text." };

    public static Option<string?> Version(string description)
    {
        Option<string?> option = new("--version") { Description = description, HelpName = "yyyyMMdd" };
        option.Validators.Add(result => Check(result, result.Tokens));
        return option;
    }

    /// <summary>As <see cref="Version"/>, and <c>.</c> means the newest.</summary>
    public static Option<string?> VersionOrNewest(string description)
    {
        Option<string?> option = new("--version") { Description = description, HelpName = "yyyyMMdd" };
        option.Validators.Add(result => Check(result, [.. result.Tokens.Where(t => t.Value != ".")]));
        return option;
    }

    public static Option<string?> Against()
    {
        Option<string?> option = new("--against") { Description = "The version to compare with. Default: the one that it builds on.", HelpName = "yyyyMMdd" };
        option.Validators.Add(result => Check(result, result.Tokens));
        return option;
    }

    public static Argument<string> VersionArgument(string name, string description)
    {
        Argument<string> argument = new(name) { Description = description };
        argument.Validators.Add(result => Check(result, result.Tokens));
        return argument;
    }

    private static void Check(SymbolResult result, IReadOnlyList<Token> tokens)
    {
        foreach (Token token in tokens)
        {
            if (!UpdateVersionName.TryParse(token.Value, out _))
                result.AddError($"'{token.Value}' is not an update version. A version is a date, yyyyMMdd, for example 20101125.");
        }
    }
}
