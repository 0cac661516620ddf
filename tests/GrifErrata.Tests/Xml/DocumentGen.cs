using CsCheck;

namespace GrifErrata.Tests.Xml;

/// <summary>Generators of well-formed documents and of ways to spoil them.</summary>
internal static class DocumentGen
{
    private static readonly Gen<string> Name = Pick("a", "update", "rpm:entry", "x-1.y_z", "\u00e9l\u00e9ment", "_", "p:q");

    private static readonly Gen<string> Piece = Pick(
        "text", " ", "\n", "\r\n", "\r", "\t", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x1F600;", "&#10;", "&#xD;",
        "\u00e9", "\u4e2d\u6587", "\U0001F600", "]", "]]", ">", "'", "=", "/", "\u007F", "\u0085", "\u2028", "a long enough text to pass the loop for short ones, and more");

    private static readonly Gen<string> Value = Piece.List[0, 6].Select(p => string.Concat(p));

    private static readonly Gen<string> Attributes = Gen.Select(Pick("id", "type", "\u00fcber", "rpm:v", "xml:lang", "x.y").HashSet[0, 4], Value.Array[4], Pick(" ", "\n  ", " \t "))
        .Select((names, values, blank) => string.Concat(names.Select((n, i) => $"{blank}{n}{(i % 2 == 0 ? "=" : " = ")}\"{values[i]}\"")));

    private static readonly Gen<string> Leaf = Gen.OneOf(
        Value.Select(v => v.Replace("]]>", "]] >", StringComparison.Ordinal).Replace("]]", "] ]", StringComparison.Ordinal)),
        Value.Select(v => $"<![CDATA[{v.Replace("]]", "] ]", StringComparison.Ordinal)}<&]]>"),
        Value.Select(v => $"<!-- {v} <&> -->"),
        Value.Select(v => $"<?pi {v.Replace("?>", "? >", StringComparison.Ordinal)}?>"),
        Gen.Select(Name, Attributes).Select((n, a) => $"<{n}{a}/>"));

    /// <summary>A well-formed document.</summary>
    public static Gen<string> Document { get; } = Gen.Select(
        Pick("", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n", "\uFEFF", "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
        Pick("", "<!-- before -->\n", "<?p?>"),
        Element(4),
        Pick("", "\n", "<!-- after --> "))
        .Select((declaration, before, root, after) => declaration + before + Declare(root) + after);

    /// <summary>A document with a few bytes changed, removed, added or repeated.</summary>
    public static Gen<byte[]> Mutated { get; } = Gen.Select(
        Document,
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3], Gen.OneOf(Gen.Byte, Pick("<>&'\"/=![]-?: \n;#x\0"u8.ToArray()))).List[1, 3])
        .Select((document, changes) =>
        {
            List<byte> bytes = [.. System.Text.Encoding.UTF8.GetBytes(document)];
            foreach ((double place, int kind, byte value) in changes)
            {
                int at = (int)(place * (bytes.Count - 1));
                if (kind == 0) bytes[at] = value;
                else if (kind == 1) bytes.Insert(at, value);
                else if (kind == 2 && bytes.Count > 1) bytes.RemoveAt(at);
                else bytes.InsertRange(at, bytes.Take(Math.Min(at, 12)).ToArray());
            }

            return bytes.ToArray();
        });

    private static Gen<string> Element(int depth) => Gen.Select(
        Name, Attributes, depth == 0 ? Leaf.List[0, 3] : Gen.Frequency((2, Leaf), (1, Element(depth - 1))).List[0, 5])
        .Select((name, attributes, content) => $"<{name}{attributes}>{string.Concat(content)}</{name} >");

    // The prefixes are declared at the root, in front of what follows its name.
    private static string Declare(string root)
    {
        int end = root.IndexOfAny([' ', '\n', '>']);
        return $"{root[..end]} xmlns='urn:d' xmlns:rpm=\"urn:r\" xmlns:p='urn:p'{root[end..]}";
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
