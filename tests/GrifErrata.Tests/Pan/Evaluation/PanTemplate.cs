using System.Text;

namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>A parsed template of the Pan that we generate; what we do not generate is refused, so that a new construct is looked at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOnce">Whether it is evaluated once an object, however often it is included: <c>unique</c> and <c>declaration</c> templates.</param>
/// <param name="Statements">Its statements.</param>
internal sealed record PanTemplate(string Name, bool IsOnce, IReadOnlyList<Action<PanEvaluation>> Statements)
{
    /// <summary>A template without statements.</summary>
    public static readonly PanTemplate Empty = new(string.Empty, false, []);

    private static readonly string[] Kinds = ["unique", "declaration", "object"];

    /// <summary>Parses a text.</summary>
    public static PanTemplate Parse(string text)
    {
        PanTokens tokens = new(text);
        string kind = tokens.Next();
        if (Kinds.Contains(kind)) tokens.Expect("template");
        else if (kind != "template") throw new PanException($"A template begins with its kind, not with {kind}");
        StringBuilder name = new();
        for (string part = tokens.Next(); part != ";"; part = tokens.Next()) name.Append(part);
        List<Action<PanEvaluation>> statements = [];
        while (!tokens.IsAtEnd) statements.Add(Statement(tokens));
        return new(name.ToString(), kind is "unique" or "declaration", statements);
    }

    private static Action<PanEvaluation> Statement(PanTokens tokens)
    {
        string first = tokens.Next();
        Action<PanEvaluation> statement = first switch
        {
            "include" => Include(tokens),
            "variable" => Variable(tokens),
            "function" => Function(tokens),
            _ when first[0] == '\'' => Path(tokens, first[1..^1]),
            _ => throw new PanException($"A statement does not begin with {first}"),
        };
        tokens.Expect(";");
        return statement;
    }

    private static Action<PanEvaluation> Include(PanTokens tokens)
    {
        // `include { 'name' }` is an expression in a block as well.
        PanExpression name = PanExpressions.Parse(tokens);
        return run => run.Include(name(run));
    }

    private static Action<PanEvaluation> Variable(PanTokens tokens)
    {
        string variable = tokens.Next();
        bool always = tokens.Accept("=");
        if (!always) tokens.Expect("?=");
        PanExpression value = PanExpressions.Parse(tokens);
        return run => run.SetVariable(variable, value, always);
    }

    private static Action<PanEvaluation> Function(PanTokens tokens)
    {
        string function = tokens.Next();
        tokens.Expect("=");
        PanExpression body = PanExpressions.Parse(tokens);
        return run => run.Define(function, body);
    }

    private static Action<PanEvaluation> Path(PanTokens tokens, string path)
    {
        tokens.Expect("=");
        PanExpression value = PanExpressions.Parse(tokens);
        return run => run.SetPath(path, value);
    }
}
