using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GrifErrata.Yaml;

/// <summary>A value with the characters that it takes in its text.</summary>
internal abstract record YamlEditNode(int Start)
{
    /// <summary>The character after its last one; comments and blank lines after it are not its own.</summary>
    public abstract int End { get; }

    /// <summary>What it means.</summary>
    public abstract YamlEditValue Meaning { get; }

    /// <summary>The texts in it.</summary>
    public abstract IEnumerable<YamlEditScalarNode> Scalars { get; }

    /// <summary>Reads a text that <see cref="YamlFile"/> accepts.</summary>
    public static YamlEditNode? Parse(string text)
    {
        Parser parser = new(new StringReader(text));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        return Read(parser, text);
    }

    private static YamlEditNode Read(Parser parser, string text)
    {
        switch (parser.Consume<NodeEvent>())
        {
            case Scalar scalar:
                int start = (int)scalar.Start.Index, end = (int)scalar.End.Index;
                if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded or ScalarStyle.Plain)
                {
                    while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
                }

                bool isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
                return new YamlEditScalarNode(start, end, isNull ? null : scalar.Value, scalar.Style);
            case SequenceStart sequence:
                ImmutableArray<YamlEditNode>.Builder items = ImmutableArray.CreateBuilder<YamlEditNode>();
                while (!parser.Accept<SequenceEnd>(out _)) items.Add(Read(parser, text));
                SequenceEnd sequenceEnd = parser.Consume<SequenceEnd>();
                // The parser gives a closing bracket no width.
                bool flowList = sequence.Style == SequenceStyle.Flow;
                return new YamlEditListNode((int)sequence.Start.Index, flowList ? (int)sequenceEnd.Start.Index + 1 : null, items.ToImmutable());
            case MappingStart mapping:
                ImmutableArray<YamlEditEntry>.Builder entries = ImmutableArray.CreateBuilder<YamlEditEntry>();
                while (!parser.Accept<MappingEnd>(out _)) entries.Add(new((YamlEditScalarNode)Read(parser, text), Read(parser, text)));
                MappingEnd mappingEnd = parser.Consume<MappingEnd>();
                bool flowMap = mapping.Style == MappingStyle.Flow;
                return new YamlEditMapNode((int)mapping.Start.Index, flowMap ? (int)mappingEnd.Start.Index + 1 : null, entries.ToImmutable());
            default:
                throw new InvalidOperationException("The text was checked before and has something that is not plain data.");
        }
    }
}

/// <summary>A text; null if nothing is written.</summary>
internal sealed record YamlEditScalarNode(int Start, int TextEnd, string? Text, ScalarStyle Style) : YamlEditNode(Start)
{
    public override int End => TextEnd;

    public override YamlEditValue Meaning => new YamlEditText(Text);

    public override IEnumerable<YamlEditScalarNode> Scalars => [this];
}

/// <summary>A value with parts.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="FlowEnd">The character after its closing bracket, or null if it is written in lines.</param>
internal abstract record YamlEditPartsNode(int Start, int? FlowEnd) : YamlEditNode(Start)
{
    /// <summary>Start and end of each part.</summary>
    public abstract ImmutableArray<(int Start, int End)> Parts { get; }

    public override int End => FlowEnd ?? (Parts.Length == 0 ? Start : Parts[^1].End);
}

/// <summary>A list.</summary>
internal sealed record YamlEditListNode(int Start, int? FlowEnd, ImmutableArray<YamlEditNode> Items) : YamlEditPartsNode(Start, FlowEnd)
{
    public override ImmutableArray<(int Start, int End)> Parts => [.. Items.Select(i => (i.Start, i.End))];

    public override YamlEditValue Meaning => new YamlEditList([.. Items.Select(i => i.Meaning)]);

    public override IEnumerable<YamlEditScalarNode> Scalars => Items.SelectMany(i => i.Scalars);
}

/// <summary>A mapping.</summary>
internal sealed record YamlEditMapNode(int Start, int? FlowEnd, ImmutableArray<YamlEditEntry> Entries) : YamlEditPartsNode(Start, FlowEnd)
{
    public override ImmutableArray<(int Start, int End)> Parts => [.. Entries.Select(e => (e.Key.Start, e.End))];

    public override YamlEditValue Meaning => new YamlEditMap([.. Entries.Select(e => (e.Key.Text ?? string.Empty, e.Value.Meaning))]);

    public override IEnumerable<YamlEditScalarNode> Scalars => Entries.SelectMany(e => e.Key.Scalars.Concat(e.Value.Scalars));
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEditEntry(YamlEditScalarNode Key, YamlEditNode Value)
{
    public int End => Math.Max(Key.End, Value.End);
}
