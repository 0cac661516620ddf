namespace GrifErrata.Dependencies;

/// <summary>Parses the text of a rich dependency.</summary>
internal sealed class RichDependencyParser
{
    /// <summary>Deepest nesting that is accepted; nested deeper the text is refused, as libsolv and rpm have bounds too.</summary>
    public const int MaxDepth = 512;

    private readonly string _text;
    private readonly Func<string, Comparison, string, int> _intern;
    private int _at;

    private RichDependencyParser(string text, Func<string, Comparison, string, int> intern) => (_text, _intern) = (text, intern);

    /// <summary>The dependency, or null where the text is none.</summary>
    /// <param name="text">The text with its parentheses.</param>
    /// <param name="intern">Gives a plain dependency its number: name, operator and version (empty without operator).</param>
    public static RichDependency? Parse(string text, Func<string, Comparison, string, int> intern)
    {
        RichDependencyParser parser = new(text, intern);
        RichDependency? result = parser.Group(0);
        parser.SkipBlanks();
        return parser._at == text.Length ? result : null;
    }

    private RichDependency? Group(int depth)
    {
        if (depth > MaxDepth || !Take('(')) return null;
        if (Operand(depth) is not { } first) return null;
        List<RichDependency> parts = [first];
        RichOperator joined = RichOperator.Atom;
        while (true)
        {
            SkipBlanks();
            if (Take(')')) break;
            string word = Word();
            if (word == "else")
            {
                // Only once, and only behind if and unless.
                if (joined is not (RichOperator.If or RichOperator.Unless) || parts.Count != 2 || Operand(depth) is not { } other) return null;
                parts.Add(other);
                continue;
            }

            RichOperator next = word switch
            {
                "and" => RichOperator.And,
                "or" => RichOperator.Or,
                "if" => RichOperator.If,
                "unless" => RichOperator.Unless,
                "with" => RichOperator.With,
                "without" => RichOperator.Without,
                _ => RichOperator.Atom,
            };

            // One operator a group: and, or and with may repeat.
            bool repeats = next == joined && next is (RichOperator.And or RichOperator.Or or RichOperator.With);
            if (next == RichOperator.Atom || (joined != RichOperator.Atom && !repeats) || Operand(depth) is not { } part) return null;
            joined = next;
            parts.Add(part);
        }

        return joined == RichOperator.Atom ? first : new(joined, -1, parts);
    }

    private RichDependency? Operand(int depth)
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '(') return Group(depth + 1);
        string name = Word();
        if (name.Length == 0) return null;
        SkipBlanks();
        int start = _at;
        while (_at < _text.Length && _text[_at] is ('<' or '>' or '=')) _at++;
        Comparison comparison = Operator(_text.AsSpan(start, _at - start));
        if (_at == start) return new(RichOperator.Atom, _intern(name, Comparison.None, string.Empty), []);
        SkipBlanks();
        string version = Word();
        return comparison == Comparison.None || version.Length == 0 ? null : new(RichOperator.Atom, _intern(name, comparison, version), []);
    }

    /// <summary>The operator of a text: <c>&lt;</c>, <c>&lt;=</c>, <c>=</c>, <c>==</c>, <c>&gt;=</c>, <c>&gt;</c>; else none.</summary>
    public static Comparison Operator(ReadOnlySpan<char> text) => text switch
    {
        "<" => Comparison.Less,
        "<=" or "=<" => Comparison.Less | Comparison.Equal,
        "=" or "==" => Comparison.Equal,
        ">=" or "=>" => Comparison.Greater | Comparison.Equal,
        ">" => Comparison.Greater,
        _ => Comparison.None,
    };

    // A name may hold balanced parentheses: libx.so.1()(64bit), config(bash).
    private string Word()
    {
        SkipBlanks();
        int start = _at, open = 0;
        for (; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '(') open++;
            else if (c == ')' && open-- == 0) break;
            else if (c == ' ') break;
        }

        return _text[start.._at];
    }

    private bool Take(char c)
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != c) return false;
        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\t')) _at++;
    }
}
