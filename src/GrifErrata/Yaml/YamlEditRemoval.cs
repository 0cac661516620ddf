using System.Text;

namespace GrifErrata.Yaml;

/// <summary>Texts without one part of a list or mapping; the comments among its lines stay.</summary>
internal static class YamlEditRemoval
{
    /// <summary>Removes a part; null where that is not possible.</summary>
    /// <param name="text">The text.</param>
    /// <param name="top">The whole text, read.</param>
    /// <param name="parent">What loses a part.</param>
    /// <param name="index">Which one.</param>
    /// <param name="owner">The entry whose value the parent is, if it is one.</param>
    public static string? Remove(string text, YamlEditNode top, YamlEditPartsNode parent, int index, (YamlEditMapNode Map, YamlEditEntry Entry)? owner)
    {
        List<(int Start, int End)> comments = [.. YamlEditLines.Comments(text, top)];
        (int start, int end) = parent.Parts[index];
        if (parent.FlowEnd is not null) return FromBrackets(text, parent, index, comments);

        int lead = parent is YamlEditListNode ? Dash(text, start, comments) : start;
        if (lead < 0) return null;
        bool first = YamlEditLines.IsFirst(text, lead);
        string nothing = parent is YamlEditListNode ? "[]" : "{}";
        if (parent.Parts.Length > 1)
        {
            if (first) return WithoutLines(text, lead, end, comments);
            if (index + 1 >= parent.Parts.Length) return null;
            int next = parent.Parts[index + 1].Start;
            if (parent is YamlEditListNode) next = Dash(text, next, comments);
            return WithoutFirst(text, lead, end, next, comments);
        }

        if (owner is { Map.FlowEnd: null } there && first)
        {
            string without = WithoutLines(text, lead, end, comments);
            int colon = text.IndexOf(':', there.Entry.Key.End);
            return colon < 0 || colon >= lead ? null : without.Insert(colon + 1, " " + nothing);
        }

        StringBuilder last = new(nothing);
        foreach ((int from, int to) in Within(comments, lead, end))
            last.Append(YamlEditLines.LineEnd(text)).Append(YamlEditLines.Indentation(text, lead)).Append(text, from, to - from);
        ReadOnlySpan<char> rest = text.AsSpan(end);
        int line = YamlEditLines.Next(text, end > lead && end == text.Length ? end - 1 : end);
        if (last.Length > nothing.Length && Within(comments, end, line).Any())
        {
            // Two comments in one line would be one.
            last.Append(YamlEditLines.LineEnd(text)).Append(YamlEditLines.Indentation(text, lead));
            rest = rest.TrimStart(' ');
        }

        return string.Concat(text.AsSpan(0, lead), last.ToString(), rest);
    }

    /// <summary>Removes what begins in the line of its dash: <c>- name: a</c> with more keys below.</summary>
    private static string WithoutFirst(string text, int lead, int end, int next, List<(int Start, int End)> comments)
    {
        string newLine = YamlEditLines.LineEnd(text) + YamlEditLines.Indentation(text, lead);
        string kept = string.Join(newLine, Within(comments, lead, end).Select(c => text[c.Start..c.End]));
        ReadOnlySpan<char> between = text.AsSpan(end, next - end), head = text.AsSpan(0, lead);
        if (kept.Length == 0 && between.IsWhiteSpace() && between.Count('\n') == 1) return string.Concat(head, text.AsSpan(next));
        between = between.TrimStart(' ');
        if (kept.Length > 0 && between[0] == '#') kept += newLine;
        return string.Concat(kept.Length == 0 && between[0] != '#' ? head.TrimEnd(' ') : head, kept, between, text.AsSpan(next));
    }

    private static string WithoutLines(string text, int lead, int end, List<(int Start, int End)> comments)
    {
        int from = YamlEditLines.Start(text, lead);
        int to = YamlEditLines.Next(text, end > lead && end == text.Length ? end - 1 : end);
        StringBuilder kept = new();
        foreach ((int start, int stop) in Within(comments, from, to))
        {
            // A line that is a comment stays as it is.
            if (YamlEditLines.IsFirst(text, start)) kept.Append(text, YamlEditLines.Start(text, start), start - YamlEditLines.Start(text, start));
            else kept.Append(text, from, lead - from);
            int next = YamlEditLines.Next(text, stop);
            kept.Append(text, start, stop - start).Append(text, stop, next - stop);
        }

        return string.Concat(text.AsSpan(0, from), kept.ToString(), text.AsSpan(to));
    }

    private static string? FromBrackets(string text, YamlEditPartsNode parent, int index, List<(int Start, int End)> comments)
    {
        (int start, int end) = parent.Parts[index];
        ReadOnlySpan<char> whole = text.AsSpan(parent.Start, parent.End - parent.Start);
        if (parent.Parts.Length == 1 && !whole.Contains('\n'))
            return string.Concat(text.AsSpan(0, parent.Start + 1), text.AsSpan(parent.End - 1));

        string inside = Inside(text, start, end, comments);
        int commaAfter = Comma(text, end, comments);
        StringBuilder changed = new(text);
        if (commaAfter >= 0 && commaAfter < parent.FlowEnd)
        {
            int after = commaAfter + 1;
            bool close = inside.Length == 0 && text.AsSpan(end, commaAfter - end).Trim(' ').IsEmpty;
            if (close)
            {
                while (text[after] == ' ') after++;
                changed.Remove(start, after - start);
                return WithoutBlankLine(changed, start);
            }

            changed.Remove(commaAfter, 1).Remove(start, end - start).Insert(start, inside);
            return changed.ToString();
        }

        changed.Remove(start, end - start).Insert(start, inside);
        if (index > 0)
        {
            int before = parent.Parts[index - 1].End, comma = Comma(text, before, comments);
            bool close = inside.Length == 0 && text.AsSpan(comma + 1, start - comma - 1).Trim(' ').IsEmpty;
            changed.Remove(comma, close ? start - comma : 1);
            if (!close && inside.Length == 0) return WithoutBlankLine(changed, start - 1);
        }

        return changed.ToString();
    }

    private static string WithoutBlankLine(StringBuilder changed, int place)
    {
        string text = changed.ToString();
        int from = YamlEditLines.Start(text, place), to = YamlEditLines.Next(text, place);
        return text.AsSpan(from, to - from).IsWhiteSpace() ? text.Remove(from, to - from) : text;
    }

    /// <summary>The comments inside a part that goes, each with the line end that it needs.</summary>
    private static string Inside(string text, int start, int end, List<(int Start, int End)> comments)
    {
        string lineEnd = YamlEditLines.LineEnd(text), indentation = YamlEditLines.Indentation(text, start);
        string kept = string.Concat(Within(comments, start, end).Select(c => text[c.Start..c.End] + lineEnd + indentation));
        return kept.Length > 0 && start > 0 && !char.IsWhiteSpace(text[start - 1]) ? " " + kept : kept;
    }

    private static IEnumerable<(int Start, int End)> Within(List<(int Start, int End)> comments, int from, int to) =>
        comments.Where(c => c.Start >= from && c.Start < to);

    /// <summary>The next comma, if only blanks and comments come before it; else -1.</summary>
    private static int Comma(string text, int place, List<(int Start, int End)> comments)
    {
        while (place < text.Length)
        {
            int at = place;
            if (comments.Find(c => c.Start == at) is { End: > 0 } comment) place = comment.End;
            else if (text[place] == ',') return place;
            else if (char.IsWhiteSpace(text[place])) place++;
            else return -1;
        }

        return -1;
    }

    /// <summary>The dash of an item; -1 if there is none before it.</summary>
    private static int Dash(string text, int start, List<(int Start, int End)> comments)
    {
        int place = start;
        while (place > 0)
        {
            int at = place;
            if (comments.Find(c => c.End == at && c.End > c.Start) is { End: > 0 } comment) place = comment.Start;
            else if (char.IsWhiteSpace(text[place - 1])) place--;
            else return text[place - 1] == '-' ? place - 1 : -1;
        }

        return -1;
    }
}
