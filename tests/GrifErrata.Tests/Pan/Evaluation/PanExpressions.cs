using System.Globalization;

namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>What an expression is worth in an evaluation; null is Pan's undef.</summary>
internal delegate object? PanExpression(PanEvaluation run);

/// <summary>Parses expressions, blocks and what stands in them.</summary>
internal sealed class PanExpressions
{
    private readonly PanTokens _tokens;

    private PanExpressions(PanTokens tokens) => _tokens = tokens;

    /// <summary>The expression that begins at the next token.</summary>
    public static PanExpression Parse(PanTokens tokens) => new PanExpressions(tokens).Expression();

    private PanExpression Expression()
    {
        PanExpression left = And();
        while (_tokens.Accept("||"))
        {
            PanExpression first = left, second = And();
            left = run => Truth(first(run)) || Truth(second(run));
        }

        return left;
    }

    private PanExpression And()
    {
        PanExpression left = Comparison();
        while (_tokens.Accept("&&"))
        {
            PanExpression first = left, second = Comparison();
            left = run => Truth(first(run)) && Truth(second(run));
        }

        return left;
    }

    private PanExpression Comparison()
    {
        PanExpression left = Sum();
        if (_tokens.Accept(">")) return Ordered(left, (x, y) => x > y);
        if (_tokens.Accept(">=")) return Ordered(left, (x, y) => x >= y);
        if (_tokens.Accept("<")) return Ordered(left, (x, y) => x < y);
        bool equal = _tokens.Accept("==");
        if (!equal && !_tokens.Accept("!=")) return left;
        PanExpression right = Sum();
        return run => Equals(Known(left(run)), Known(right(run))) == equal;
    }

    private PanExpression Ordered(PanExpression left, Func<int, int, bool> holds)
    {
        PanExpression right = Sum();
        return run => holds((int)Known(left(run)), (int)Known(right(run)));
    }

    private PanExpression Sum()
    {
        PanExpression left = Unary();
        while (_tokens.Accept("+"))
        {
            PanExpression first = left, second = Unary();
            left = run => (string)Known(first(run)) + (string)Known(second(run));
        }

        return left;
    }

    private PanExpression Unary()
    {
        if (!_tokens.Accept("!")) return Primary();
        PanExpression value = Unary();
        return run => !Truth(value(run));
    }

    private PanExpression Primary()
    {
        string token = _tokens.Next();
        switch (token)
        {
            case "{": return Block();
            case "(": return Parenthesis();
            case "if": return Condition();
            case "foreach": return Loop();
            case "undef": return _ => null;
            case "true": return _ => true;
            case "false": return _ => false;
            case "exists":
                PanExpression there = Argument();
                return run => there(run) != PanValues.Missing;
            case "is_defined":
                PanExpression defined = Argument();
                return run => defined(run) is { } value && value != PanValues.Missing;
        }

        if (token[0] == '\'')
        {
            string text = token[1..^1].Replace("''", "'", StringComparison.Ordinal);
            return _ => text;
        }

        if (int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return _ => number;
        if (!char.IsAsciiLetter(token[0])) throw new PanException($"An expression does not begin with {token}");
        if (!_tokens.Accept("(")) return Path(token, strict: true);
        List<PanExpression> arguments = _tokens.List(",", ")", Expression);
        return run => run.Call(token, [.. arguments.Select(a => a(run))]);
    }

    private PanExpression Parenthesis()
    {
        PanExpression value = Expression();
        _tokens.Expect(")");
        return value;
    }

    /// <summary>The argument of exists() and is_defined(), which may name what is not there.</summary>
    private PanExpression Argument()
    {
        _tokens.Expect("(");
        string name = _tokens.Next();
        string path = name[0] == '\'' ? name[1..^1] : string.Empty;
        PanExpression value = path.Length > 0 ? run => run.Profile(path) : Path(name, strict: false);
        _tokens.Expect(")");
        return value;
    }

    private PanExpression Path(string name, bool strict)
    {
        PanExpression path = run => run.Read(name, strict);
        while (_tokens.Accept("["))
        {
            PanExpression holder = path, key = Expression();
            _tokens.Expect("]");
            path = run => PanValues.Element(holder(run), key(run), strict);
        }

        return path;
    }

    private PanExpression Condition()
    {
        _tokens.Expect("(");
        PanExpression condition = Expression();
        _tokens.Expect(")");
        PanExpression yes = Statement();

        // `if (c) x; else y` is no Pan: a semicolon ends the whole.
        PanExpression? no = _tokens.Accept("else") ? Statement() : null;
        return run => Truth(condition(run)) ? yes(run) : no?.Invoke(run);
    }

    private PanExpression Loop()
    {
        _tokens.Expect("(");
        string key = _tokens.Next();
        _tokens.Expect(";");
        string value = _tokens.Next();
        _tokens.Expect(";");
        PanExpression over = Expression();
        _tokens.Expect(")");
        PanExpression body = Statement();
        return run =>
        {
            // Over the table as it is now: the body may assign elements of it (panc 9.3 and 10.9).
            foreach ((string name, object? element) in PanValues.Table(over(run)))
            {
                run.Assign(key, [], name);
                run.Assign(value, [], element);
                body(run);
            }

            return null;
        };
    }

    private PanExpression Block()
    {
        List<PanExpression> statements = _tokens.List(";", "}", Statement);
        return run =>
        {
            object? last = null;
            foreach (PanExpression statement in statements) last = statement(run);
            return last;
        };
    }

    private PanExpression Statement()
    {
        int start = _tokens.Position;
        string name = _tokens.Next();
        List<PanExpression> keys = [];
        while (_tokens.Accept("["))
        {
            keys.Add(Expression());
            _tokens.Expect("]");
        }

        if (!char.IsAsciiLetter(name[0]) || !_tokens.Accept("="))
        {
            _tokens.Position = start;
            return Expression();
        }

        PanExpression value = Expression();
        return run =>
        {
            object? result = value(run);
            run.Assign(name, [.. keys.Select(k => (string)Known(k(run)))], result);
            return result;
        };
    }

    private static bool Truth(object? value) => value is bool truth ? truth : throw new PanException($"A condition is {value ?? "undef"}");

    private static object Known(object? value) => value ?? throw new PanException("undef cannot be compared, added or a key");
}
