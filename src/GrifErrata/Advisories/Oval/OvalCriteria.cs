using System.Runtime.CompilerServices;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Oval;

/// <summary>Reads the criteria of all definitions into one list.</summary>
internal sealed class OvalCriteria(XmlTokenizer xml, Utf8StringPool strings, OvalTable<OvalTest> tests)
{
    private OvalNode[] _nodes = new OvalNode[1024];

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The nodes, each before its subtree.</summary>
    public ReadOnlySpan<OvalNode> Nodes => _nodes.AsSpan(0, Count);

    /// <summary>Reads the current <c>criteria</c> element. It calls itself for each within; the tokenizer bounds the depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read()
    {
        int depth = xml.Depth, index = Count;
        OvalNodeKind kind = OvalNodeKind.And;
        bool isNegated = false;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);

            // ONE and XOR are alternatives too.
            if (key.SequenceEqual("operator"u8) && !xml.AttributeValue(i).SequenceEqual("AND"u8)) kind = OvalNodeKind.Or;
            else if (key.SequenceEqual("negate"u8)) isNegated = IsTrue(xml.AttributeValue(i));
        }

        Add(default);
        while (xml.NextChild(depth))
        {
            ReadOnlySpan<byte> name = OvalNames.Local(xml.Name);
            if (name.SequenceEqual("criterion"u8) || name.SequenceEqual("extend_definition"u8)) ReadTest();
            else if (name.SequenceEqual("criteria"u8)) Read();
            else xml.Skip();
        }

        _nodes[index] = new OvalNode(isNegated ? OvalNodeKind.Negated : kind, Count, null);
    }

    // A definition that is referred to is not followed: its comment says what it is about, as a test's does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadTest()
    {
        int test = 0;
        bool isNegated = false;
        OvalNodeKind kind = OvalNodeKind.Test;
        string? text = null;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);
            if (key.SequenceEqual("test_ref"u8)) test = tests.NumberOf(xml.AttributeValue(i));
            else if (key.SequenceEqual("comment"u8)) (kind, text) = Condition(xml.AttributeValue(i).Trim(" "u8));
            else if (key.SequenceEqual("negate"u8)) isNegated = IsTrue(xml.AttributeValue(i));
        }

        Add(isNegated ? new OvalNode(OvalNodeKind.Negated, Count + 1, null) : new OvalNode(kind, test, text));
        xml.Skip();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (OvalNodeKind Kind, string? Text) Condition(ReadOnlySpan<byte> comment)
    {
        if (comment.EndsWith(" is installed"u8)) return (OvalNodeKind.Product, strings.Get(comment[..^" is installed"u8.Length]));
        return comment.Length > "Module  is enabled"u8.Length && comment.StartsWith("Module "u8) && comment.EndsWith(" is enabled"u8)
            ? (OvalNodeKind.Module, strings.Get(comment["Module "u8.Length..^" is enabled"u8.Length].Trim(" "u8)))
            : (OvalNodeKind.Test, null);
    }

    private static bool IsTrue(ReadOnlySpan<byte> value) => value.SequenceEqual("true"u8) || value.SequenceEqual("1"u8);

    private void Add(OvalNode node)
    {
        if (Count == _nodes.Length) Array.Resize(ref _nodes, Count * 2);
        _nodes[Count++] = node;
    }
}
