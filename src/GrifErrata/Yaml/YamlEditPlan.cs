using System.Text;
using YamlDotNet.Core;

namespace GrifErrata.Yaml;

/// <summary>Texts with something more in them, or with another text in a value's place; null where that is not possible.</summary>
internal static class YamlEditPlan
{
    /// <summary>Writes a text in place of another.</summary>
    public static string? Replace(string text, YamlEditNode node, YamlEditValue value)
    {
        if (node is not YamlEditScalarNode old || value is not YamlEditText wanted) return null;
        if (old.Style is ScalarStyle.Literal or ScalarStyle.Folded) return null;
        string written = YamlEditScalar.Write(wanted.Text, old.Style);
        if (old.End == old.Start) written = Separated(text, old.Start, written);
        return string.Concat(text.AsSpan(0, old.Start), written, text.AsSpan(old.End));
    }

    /// <summary>Adds an entry after the last one.</summary>
    public static string? AddEntry(string text, YamlEditMapNode map, string key, YamlEditValue value)
    {
        string name = YamlEditScalar.Write(key);
        if (map.FlowEnd is { } end) return InBrackets(text, map, end, $"{name}: {value.Flow()}", " ");
        StringBuilder lines = new();
        string indentation = YamlEditLines.Indentation(text, map.Start), lineEnd = YamlEditLines.LineEnd(text);
        lines.Append(indentation).Append(name).Append(':');
        value.Block(lines, indentation + "  ", lineEnd);
        // A whole section comes after all there is, what is said at the file's end included.
        bool section = map.Start == YamlEditLines.Start(text, map.Start) && value is not YamlEditText;
        return YamlEditLines.InsertAfter(text, section ? text.Length : Last(text, map.End), lines.ToString());
    }

    /// <summary>Adds an item after the last one.</summary>
    public static string? AddItem(string text, YamlEditListNode list, YamlEditValue item, (YamlEditMapNode Map, YamlEditEntry Entry)? owner)
    {
        if (list.FlowEnd is { } end)
        {
            bool empty = list.Items.Length == 0 && text.AsSpan(list.Start + 1, end - list.Start - 2).Trim(' ').IsEmpty;
            if (!empty || owner is not { Map.FlowEnd: null } || item is not YamlEditMap) return InBrackets(text, list, end, item.Flow(), string.Empty);

            // `freezes: []` becomes lines.
            int colon = text.LastIndexOf(':', list.Start);
            string opened = text.Remove(colon + 1, end - colon - 1);
            StringBuilder first = new();
            YamlEditList.WriteItem(first, item, YamlEditLines.Indentation(text, owner.Value.Entry.Key.Start) + "  ", YamlEditLines.LineEnd(text));
            return YamlEditLines.InsertAfter(opened, colon, first.ToString());
        }

        StringBuilder lines = new();
        YamlEditList.WriteItem(lines, item, YamlEditLines.Indentation(text, list.Start), YamlEditLines.LineEnd(text));
        return YamlEditLines.InsertAfter(text, Last(text, list.End), lines.ToString());
    }

    /// <summary>Gives a key a value that has none: <c>freezes:</c>.</summary>
    public static string? FillNothing(string text, YamlEditScalarNode nothing, (YamlEditMapNode Map, YamlEditEntry Entry)? owner, YamlEditValue value)
    {
        if (owner is not { } there || nothing.End != nothing.Start) return null;
        if (there.Map.FlowEnd is not null) return text.Insert(nothing.Start, Separated(text, nothing.Start, value.Flow()));
        StringBuilder lines = new();
        value.Block(lines, YamlEditLines.Indentation(text, there.Entry.Key.Start) + "  ", YamlEditLines.LineEnd(text));
        return YamlEditLines.InsertAfter(text, there.Entry.Key.Start, lines.ToString()[YamlEditLines.LineEnd(text).Length..]);
    }

    /// <summary>Adds an entry to a file that has none.</summary>
    public static string AppendLines(string text, string key, YamlEditValue value)
    {
        StringBuilder lines = new(YamlEditScalar.Write(key));
        lines.Append(':');
        value.Block(lines, "  ", YamlEditLines.LineEnd(text));
        return YamlEditLines.InsertAfter(text, text.Length, lines.ToString());
    }

    private static string InBrackets(string text, YamlEditPartsNode node, int end, string written, string room)
    {
        if (node.Parts.Length > 0) return text.Insert(node.Parts[^1].End, $", {written}");
        ReadOnlySpan<char> inner = text.AsSpan(node.Start + 1, end - node.Start - 2);
        return inner.Trim(' ').IsEmpty
            ? string.Concat(text.AsSpan(0, node.Start + 1), room + written + room, text.AsSpan(end - 1))
            : text.Insert(node.Start + 1, $"{room}{written}");
    }

    private static string Separated(string text, int place, string written)
    {
        string before = place > 0 && !char.IsWhiteSpace(text[place - 1]) ? " " : string.Empty;
        return place < text.Length && !char.IsWhiteSpace(text[place]) && text[place] is not (',' or '}' or ']') ? $"{before}{written} " : before + written;
    }

    private static int Last(string text, int end) => end > 0 && end == text.Length ? end - 1 : end;
}
