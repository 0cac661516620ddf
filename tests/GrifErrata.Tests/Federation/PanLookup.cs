using System.Text.RegularExpressions;
using GrifErrata.Pan;

namespace GrifErrata.Tests.Federation;

/// <summary>Evaluates a generated <c>federation/errata/config</c> for one machine, from its text alone.</summary>
/// <remarks>It knows the Pan that this file uses and refuses everything else, so that a new construct is looked at.</remarks>
internal sealed class PanLookup
{
    private readonly List<Action<PanLookup>> _statements;
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private Dictionary<string, object?> _locals = new(StringComparer.Ordinal);

    private PanLookup(List<Action<PanLookup>> statements) => _statements = statements;

    /// <summary>What was included, in order.</summary>
    public List<string> Included { get; } = [];

    /// <summary>A variable, or null where it is undef or not set.</summary>
    public object? this[string variable] => _variables.GetValueOrDefault(variable);

    /// <summary>The value of ERRATA_STATE.</summary>
    public Dictionary<string, object?> State => (Dictionary<string, object?>)this["ERRATA_STATE"]!;

    /// <summary>Parses a file; the result evaluates it for a machine whose profile sets these variables.</summary>
    public static Func<(string Name, object? Value)[], PanLookup> Parse(string text)
    {
        List<Action<PanLookup>> statements = new PanLookupParser(text).File();
        return variables =>
        {
            PanLookup lookup = new(statements);
            foreach ((string name, object? value) in variables) lookup._variables[name] = value;
            foreach (Action<PanLookup> statement in lookup._statements) statement(lookup);
            return lookup;
        };
    }

    internal void Set(string variable, Func<PanLookup, object?> value, bool always)
    {
        _locals = new(StringComparer.Ordinal);
        if (always || this[variable] is null) _variables[variable] = value(this);
    }

    internal object? Read(string name) => _locals.TryGetValue(name, out object? local) ? local
        : _variables.TryGetValue(name, out object? value) ? value
        : throw new InvalidOperationException($"{name} is not set");

    internal object? ReadIfSet(string name) => _locals.GetValueOrDefault(name) ?? this[name];

    internal void Assign(string local, string? key, object? value)
    {
        if (key is null) _locals[local] = value;
        else ((Dictionary<string, object?>)_locals[local]!)[key] = value;
    }

    /// <summary>What exists() finds where there is nothing; an element that is undef exists (panc 10.9).</summary>
    internal static readonly object Missing = new();

    /// <summary>An element, or <see cref="Missing"/>; <paramref name="strict"/> as outside of exists(), where panc stops.</summary>
    internal static object? Element(object? holder, object? key, bool strict) => (holder, key) switch
    {
        (Dictionary<string, object?> table, string name) when table.TryGetValue(name, out object? value) => value,
        (IReadOnlyList<string> list, int index) when index < list.Count => list[index],
        _ => strict ? throw new InvalidOperationException($"there is no element {key}") : Missing,
    };

    internal static object? Call(string function, object?[] arguments) => function switch
    {
        "dict" or "nlist" => Table(arguments),
        "escape" => PanText.Escape((string)arguments[0]!),
        "if_exists" => null,
        "is_defined" => arguments[0] is not null,
        "length" => ((IReadOnlyList<string>)arguments[0]!).Count,
        "matches" => Matches((string)arguments[0]!, (string)arguments[1]!),
        _ => throw new InvalidOperationException($"{function}() is not known"),
    };

    private static Dictionary<string, object?> Table(object?[] arguments)
    {
        Dictionary<string, object?> table = new(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string key = (string)arguments[i]!;
            table.Add(key.StartsWith('{') && key.EndsWith('}') ? PanText.Escape(key[1..^1]) : key, arguments[i + 1]);
        }

        return table;
    }

    private static string[] Matches(string text, string pattern)
    {
        Match match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? [.. match.Groups.Values.Select(g => g.Value)] : [];
    }
}
