using System.Globalization;
using System.Text;

namespace GrifErrata.Tests.Yaml;

/// <summary>YAML as people write it: lines and brackets, quotes, comments at a line's end and between lines, LF or CRLF.</summary>
internal sealed class YamlEditGenerator(ulong seed)
{
    private ulong _state = seed * 2 + 1;
    private int _number;

    public int Next(int below)
    {
        _state = _state * 6364136223846793005 + 1442695040888963407;
        return (int)((_state >> 33) % (ulong)below);
    }

    public string File()
    {
        StringBuilder text = new();
        Comment(text, 0);
        Map(text, 0, 0, string.Empty);
        Comment(text, 0);
        if (Next(4) == 0) text.Length--;
        return Next(3) == 0 ? text.ToString().ReplaceLineEndings("\r\n") : text.ToString();
    }

    private string Number() => (_number++).ToString(CultureInfo.InvariantCulture);

    private void Comment(StringBuilder text, int indentation)
    {
        for (int i = Next(3); i > 0; i--)
            text.Append(Next(4) == 0 ? "\n" : $"{new string(' ', indentation)}# comment {Number()}: it's [not] {{read}}, \"really\n");
    }

    private void End(StringBuilder text) => text.Append(Next(3) == 0 ? $"  # end {Number()}, 'q\n" : "\n");

    private string Scalar() => Next(5) switch
    {
        0 => $"'a # no {Number()}, it''s'",
        1 => $"\"b: [#] {Number()}\\\"\"",
        2 => "2010-10-28",
        3 => $"words and {Number()}#x",
        _ => Number(),
    };

    private string Flow(int depth, int indentation)
    {
        int kind = depth > 2 ? 2 : Next(5);
        if (kind > 1) return Scalar();
        int count = Next(4);
        bool lines = depth == 1 && count > 0 && Next(2) == 0;
        string lead = new(' ', indentation + 4);
        IEnumerable<string> parts = Enumerable.Range(0, count).Select(_ => kind == 0 ? Flow(depth + 1, indentation + 2) : $"k{Number()}: {Flow(depth + 1, indentation + 2)}").ToList();
        (string open, string close) = kind == 0 ? ("[", "]") : ("{", "}");
        if (!lines) return count == 0 ? open + close : kind == 0 ? $"[{string.Join(", ", parts)}]" : $"{{ {string.Join(", ", parts)} }}";
        string tail = Next(2) == 0 ? $"  # in brackets {Number()}" : string.Empty;
        return $"{open}{tail}\n{lead}{string.Join($",{(Next(2) == 0 ? $" # after comma {Number()}" : string.Empty)}\n{lead}", parts)}{(Next(3) == 0 ? "," : string.Empty)}\n{lead[2..]}{close}";
    }

    private void Map(StringBuilder text, int indentation, int depth, string lead)
    {
        int count = 1 + Next(4);
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 && lead.Length > 0 ? lead : new string(' ', indentation)).Append(CultureInfo.InvariantCulture, $"k{Number()}:");
            Value(text, indentation, depth);
            if (Next(3) == 0) Comment(text, indentation);
        }
    }

    private void Value(StringBuilder text, int indentation, int depth)
    {
        switch (depth > 2 ? 9 : Next(7))
        {
            case 0:
                End(text);
                Map(text, indentation + 2, depth + 1, string.Empty);
                break;
            case 1:
            case 2:
                End(text);
                int inner = indentation + (Next(3) == 0 ? 0 : 2);
                for (int i = 1 + Next(3); i > 0; i--)
                {
                    if (Next(3) == 0) Comment(text, inner);
                    if (Next(3) == 0 && depth < 2)
                    {
                        Map(text, inner + 2, depth + 1, new string(' ', inner) + "- ");
                        continue;
                    }

                    text.Append(' ', inner).Append("- ").Append(Flow(1, inner));
                    End(text);
                }

                break;
            case 3:
                End(text);
                break;
            default:
                text.Append(' ').Append(Flow(1, indentation));
                End(text);
                break;
        }
    }
}
