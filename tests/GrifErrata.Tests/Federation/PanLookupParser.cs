using System.Globalization;
using System.Text.RegularExpressions;

namespace GrifErrata.Tests.Federation;

/// <summary>Parses the Pan of a generated <c>federation/errata/config</c> into functions of a <see cref="PanLookup"/>.</summary>
internal sealed partial class PanLookupParser
{
    private readonly List<string> _tokens;
    private int _at;

    public PanLookupParser(string text)
    {
        MatchCollection matches = Token().Matches(text);
        if (matches.Sum(m => m.Length) != text.Length) throw new FormatException("The text has something that is no token");
        _tokens = [.. matches.Select(m => m.Value).Where(t => t[0] != '#' && !char.IsWhiteSpace(t[0]))];
    }

    /// <summary>The statements of the file after its template line.</summary>
    public List<Action<PanLookup>> File()
    {
        List<Action<PanLookup>> statements = [];
        while (Next() != ";")
        {
        }

        while (_at < _tokens.Count)
        {
            if (Accept("include"))
            {
                Func<PanLookup, object?> name = Expression();
                statements.Add(lookup =>
                {
                    if (name(lookup) is string included) lookup.Included.Add(included);
                });
            }
            else
            {
                Expect("variable");
                string variable = Next();
                bool always = Accept("=");
                if (!always) Expect("?=");
                Func<PanLookup, object?> value = Expression();
                statements.Add(lookup => lookup.Set(variable, value, always));
            }

            Expect(";");
        }

        return statements;
    }

    [GeneratedRegex(@"\s+|#[^\n]*|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_/]*|[0-9]+|\?=|==|!=|&&|[-{}()\[\],;=+]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private string Next() => _tokens[_at++];

    private bool Accept(string token)
    {
        if (_at >= _tokens.Count || _tokens[_at] != token) return false;
        _at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Accept(token)) throw new FormatException($"{token} is expected, not {(_at < _tokens.Count ? _tokens[_at] : "the end")}");
    }

    private Func<PanLookup, object?> Expression()
    {
        Func<PanLookup, object?> left = Equality();
        while (Accept("&&"))
        {
            Func<PanLookup, object?> first = left, second = Equality();
            left = lookup => (bool)first(lookup)! && (bool)second(lookup)!;
        }

        return left;
    }

    private Func<PanLookup, object?> Equality()
    {
        Func<PanLookup, object?> left = Sum();
        bool equal = Accept("==");
        if (!equal && !Accept("!=")) return left;
        Func<PanLookup, object?> right = Sum();
        return lookup => Equals(left(lookup), right(lookup)) == equal;
    }

    private Func<PanLookup, object?> Sum()
    {
        Func<PanLookup, object?> left = Primary();
        while (Accept("+"))
        {
            Func<PanLookup, object?> first = left, second = Primary();
            left = lookup => (string)first(lookup)! + (string)second(lookup)!;
        }

        return left;
    }

    private Func<PanLookup, object?> Primary()
    {
        string token = Next();
        switch (token)
        {
            case "{": return Block();
            case "if": return Condition();
            case "undef": return _ => null;
            case "true": return _ => true;
            case "false": return _ => false;
            case "exists": return Exists();
        }

        if (token[0] == '\'')
        {
            string text = token[1..^1].Replace("''", "'", StringComparison.Ordinal);
            return _ => text;
        }

        if (int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return _ => number;
        if (!Accept("(")) return Path(token, strict: true);
        List<Func<PanLookup, object?>> arguments = [];
        while (!Accept(")"))
        {
            arguments.Add(Expression());
            if (!Accept(",")) Foresee(")");
        }

        return lookup => PanLookup.Call(token, [.. arguments.Select(a => a(lookup))]);
    }

    // The closing token stays for the loop that looks for it.
    private void Foresee(string token)
    {
        Expect(token);
        _at--;
    }

    private Func<PanLookup, object?> Exists()
    {
        Expect("(");
        Func<PanLookup, object?> path = Path(Next(), strict: false);
        Expect(")");
        return lookup => path(lookup) != PanLookup.Missing;
    }

    private Func<PanLookup, object?> Path(string name, bool strict)
    {
        Func<PanLookup, object?> path = strict ? lookup => lookup.Read(name) : lookup => lookup.ReadIfSet(name);
        while (Accept("["))
        {
            Func<PanLookup, object?> holder = path, key = Expression();
            Expect("]");
            path = lookup => PanLookup.Element(holder(lookup), key(lookup), strict);
        }

        return path;
    }

    private Func<PanLookup, object?> Condition()
    {
        Expect("(");
        Func<PanLookup, object?> condition = Expression();
        Expect(")");
        Func<PanLookup, object?> yes = Statement();
        Func<PanLookup, object?>? no = null;

        // `if (c) x; else y` is no Pan: a semicolon ends the whole.
        if (Accept("else")) no = Statement();
        return lookup => (bool)condition(lookup)! ? yes(lookup) : no?.Invoke(lookup);
    }

    private Func<PanLookup, object?> Block()
    {
        List<Func<PanLookup, object?>> statements = [];
        while (!Accept("}"))
        {
            statements.Add(Statement());
            if (!Accept(";")) Foresee("}");
        }

        return lookup =>
        {
            object? last = null;
            foreach (Func<PanLookup, object?> statement in statements) last = statement(lookup);
            return last;
        };
    }

    private Func<PanLookup, object?> Statement()
    {
        int start = _at;
        string local = Next();
        Func<PanLookup, object?>? key = null;
        if (Accept("["))
        {
            key = Expression();
            Expect("]");
        }

        if (!Accept("="))
        {
            _at = start;
            return Expression();
        }

        Func<PanLookup, object?> value = Expression();
        return lookup =>
        {
            object? result = value(lookup);
            lookup.Assign(local, (string?)key?.Invoke(lookup), result);
            return result;
        };
    }
}
