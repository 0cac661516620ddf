using System.CommandLine;
using System.CommandLine.Parsing;

namespace GrifErrata.Tool;

/// <summary>An option that is given once a name, as <c>NAME=VALUE</c>.</summary>
internal sealed class NamedValues
{
    public NamedValues(string option, string form, string description)
    {
        Option = new(option) { Description = description, HelpName = form, Arity = ArgumentArity.OneOrMore };
        Option.Validators.Add(result => Check(result, option, form));
    }

    /// <summary>The option.</summary>
    public Option<string[]> Option { get; }

    /// <summary>The values by their names.</summary>
    public IReadOnlyDictionary<string, string> Of(ParseResult parsed) =>
        (parsed.GetValue(Option) ?? []).Select(Split).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    private static void Check(OptionResult result, string option, string form)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Token token in result.Tokens)
        {
            (string name, string value) = Split(token.Value);
            if (name.Length == 0 || value.Length == 0) result.AddError($"{option} is '{token.Value}'. Write {form}.");
            else if (!names.Add(name)) result.AddError($"{option} names '{name}' twice. Keep the one that is meant.");
        }
    }

    private static (string Name, string Value) Split(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is >= 0 and int at ? (text[..at], text[(at + 1)..]) : (string.Empty, string.Empty);
}
