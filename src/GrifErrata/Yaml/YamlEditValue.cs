using System.Collections.Immutable;
using System.Text;

namespace GrifErrata.Yaml;

/// <summary>What a YAML value means, without place and style: what an edit writes, and what it compares afterwards.</summary>
internal abstract record YamlEditValue
{
    /// <summary>A text, or nothing.</summary>
    public static YamlEditValue Of(string? text) => new YamlEditText(text);

    /// <summary>A mapping; entries whose text is null are left out.</summary>
    public static YamlEditValue Of(params IEnumerable<(string Key, string? Text)> entries) =>
        new YamlEditMap([.. entries.Where(e => e.Text is not null).Select(e => (e.Key, Of(e.Text)))]);

    /// <summary>Writes the value in one line, as it stands inside brackets.</summary>
    public abstract string Flow();

    /// <summary>Writes the value over lines, each after the indentation; what begins in the line of its key comes first.</summary>
    public abstract void Block(StringBuilder text, string indentation, string lineEnd);
}

/// <summary>A text; null is a value that is written as nothing.</summary>
internal sealed record YamlEditText(string? Text) : YamlEditValue
{
    public override string Flow() => YamlEditScalar.Write(Text);

    public override void Block(StringBuilder text, string indentation, string lineEnd) => text.Append(' ').Append(Flow()).Append(lineEnd);
}

/// <summary>A list.</summary>
internal sealed record YamlEditList(ImmutableArray<YamlEditValue> Items) : YamlEditValue
{
    public override string Flow() => $"[{string.Join(", ", Items.Select(i => i.Flow()))}]";

    public override void Block(StringBuilder text, string indentation, string lineEnd)
    {
        if (Items.Length == 0)
        {
            text.Append(" []").Append(lineEnd);
            return;
        }

        text.Append(lineEnd);
        foreach (YamlEditValue item in Items) WriteItem(text, item, indentation, lineEnd);
    }

    /// <summary>A line of a list; a mapping that holds lists gets lines of its own, any other stays in one line.</summary>
    public static void WriteItem(StringBuilder text, YamlEditValue item, string indentation, string lineEnd)
    {
        if (item is not YamlEditMap { Entries: { Length: > 0 } entries } || !entries.Any(e => e.Value is YamlEditList))
        {
            text.Append(indentation).Append("- ").Append(item.Flow()).Append(lineEnd);
            return;
        }

        string lead = indentation + "- ";
        foreach ((string key, YamlEditValue value) in entries)
        {
            text.Append(lead).Append(YamlEditScalar.Write(key)).Append(':');
            value.Block(text, indentation + "    ", lineEnd);
            lead = indentation + "  ";
        }
    }
}

/// <summary>A mapping in the order in which it is written.</summary>
internal sealed record YamlEditMap(ImmutableArray<(string Key, YamlEditValue Value)> Entries) : YamlEditValue
{
    public override string Flow() =>
        Entries.Length == 0 ? "{}" : $"{{ {string.Join(", ", Entries.Select(e => $"{YamlEditScalar.Write(e.Key)}: {e.Value.Flow()}"))} }}";

    public override void Block(StringBuilder text, string indentation, string lineEnd)
    {
        if (Entries.Length == 0)
        {
            text.Append(" {}").Append(lineEnd);
            return;
        }

        text.Append(lineEnd);
        foreach ((string key, YamlEditValue value) in Entries)
        {
            text.Append(indentation).Append(YamlEditScalar.Write(key)).Append(':');
            value.Block(text, indentation + "  ", lineEnd);
        }
    }
}
