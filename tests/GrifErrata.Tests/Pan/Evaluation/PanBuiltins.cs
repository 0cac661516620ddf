using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Pan;

namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>The functions of the language that our texts call.</summary>
internal static partial class PanBuiltins
{
    public static object? Call(string function, object?[] arguments) => function switch
    {
        "dict" or "nlist" => Table(arguments),
        "list" => arguments,
        "escape" => PanText.Escape(Text(arguments, 0)),
        "unescape" => PanText.Unescape(Text(arguments, 0)),
        "error" => throw new PanException(arguments.Skip(1).Aggregate(Text(arguments, 0), (text, value) => Place().Replace(text, (string)value!, 1))),
        "index" => Array.IndexOf(arguments[1] as object?[] ?? throw new PanException("A list is expected"), Text(arguments, 0)),
        "length" => arguments[0] is IReadOnlyList<object?> list ? list.Count : PanValues.Table(arguments[0]).Count,
        "matches" => Matches(Text(arguments, 0), Text(arguments, 1)),
        _ => throw new PanException($"{function}() is not known"),
    };

    [GeneratedRegex("%s", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    private static string Text(object?[] arguments, int index) => arguments[index] as string ?? throw new PanException("A text is expected");

    private static ImmutableSortedDictionary<string, object?> Table(object?[] arguments)
    {
        ImmutableSortedDictionary<string, object?>.Builder table = PanValues.Empty.ToBuilder();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            // panc 10.7 and later escapes a key in braces.
            string key = Text(arguments, i);
            string escaped = key.StartsWith('{') && key.EndsWith('}') ? PanText.Escape(key[1..^1]) : key;
            if (!table.TryAdd(escaped, arguments[i + 1])) throw new PanException($"The key {key} is there twice");
        }

        return table.ToImmutable();
    }

    private static string[] Matches(string text, string pattern)
    {
        Match match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? [.. match.Groups.Values.Select(g => g.Value)] : [];
    }
}
