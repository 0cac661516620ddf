using System.Text.RegularExpressions;

namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>The words of a Pan text, read one after the other.</summary>
internal sealed partial class PanTokens
{
    private readonly List<string> _tokens;
    private int _at;

    public PanTokens(string text)
    {
        MatchCollection matches = Token().Matches(text);
        if (matches.Sum(m => m.Length) != text.Length) throw new PanException("The text has something that is no token");
        _tokens = [.. matches.Select(m => m.Value).Where(t => t[0] != '#' && !char.IsWhiteSpace(t[0]))];
    }

    public bool IsAtEnd => _at >= _tokens.Count;

    public int Position { get => _at; set => _at = value; }

    public string Next() => IsAtEnd ? throw new PanException("The text ends too early") : _tokens[_at++];

    public bool Accept(string token)
    {
        if (IsAtEnd || _tokens[_at] != token) return false;
        _at++;
        return true;
    }

    public void Expect(string token)
    {
        if (!Accept(token)) throw new PanException($"{token} is expected, not {(IsAtEnd ? "the end" : _tokens[_at])}");
    }

    /// <summary>Items up to the closing token with a separator between them; one after the last is allowed.</summary>
    public List<T> List<T>(string separator, string end, Func<T> item)
    {
        List<T> items = [];
        while (!Accept(end))
        {
            items.Add(item());
            if (Accept(separator)) continue;
            Expect(end);
            break;
        }

        return items;
    }

    // A name may hold slashes; no division is generated.
    [GeneratedRegex(@"\s+|#[^\n]*|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_/]*|[0-9]+|\?=|==|!=|>=|&&|\|\||[-{}()\[\],;=+!<>]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
