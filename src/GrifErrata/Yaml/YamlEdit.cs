using System.Text;
using GrifErrata.Diagnostics;

namespace GrifErrata.Yaml;

/// <summary>
/// Changes of a YAML text that touch the lines they mean and no others: comments, order, quotes and line ends stay. After each
/// change the text is read again, and the change is taken only if the file then means exactly what was intended.
/// </summary>
/// <param name="text">The text, which <see cref="YamlFile"/> accepts.</param>
/// <param name="file">Its name for locations.</param>
/// <param name="diagnostics">Takes GE1721 where a change cannot be made.</param>
internal sealed class YamlEdit(string text, string file, DiagnosticBag diagnostics)
{
    /// <summary>The text with all changes so far.</summary>
    public string Text { get; private set; } = text;

    /// <summary>Sets a key of a mapping to a text, or adds the key with a value; mappings on the way are made where they are absent.</summary>
    /// <returns>False after a report; then nothing changed.</returns>
    public bool Set(YamlEditValue value, params ReadOnlySpan<YamlEditStep> path)
    {
        int known = Known(path);
        if (known == path.Length)
        {
            return Take(YamlEditPlan.Replace(Text, Find(path)!, value), YamlEditMeaning.Replace(Meaning(), path, value), path);
        }

        YamlEditValue inner = value;
        for (int i = path.Length - 1; i > known; i--) inner = new YamlEditMap([(path[i].Key ?? string.Empty, inner)]);
        ReadOnlySpan<YamlEditStep> parent = path[..known], added = path[..(known + 1)];
        if (path[known].Key is not { } key) return Refuse(path);
        string? changed = Find(parent) switch
        {
            YamlEditMapNode map => YamlEditPlan.AddEntry(Text, map, key, inner),
            YamlEditScalarNode { Text: null } nothing when parent.Length > 0 => YamlEditPlan.FillNothing(Text, nothing, OwnerOf(parent), new YamlEditMap([(key, inner)])),
            null => YamlEditPlan.AppendLines(Text, key, inner),
            _ => null,
        };
        return Take(changed, YamlEditMeaning.AddEntry(Meaning(), parent, key, inner), added);
    }

    /// <summary>Adds an item at a list's end; the list is made where it is absent.</summary>
    /// <returns>False after a report; then nothing changed.</returns>
    public bool Append(YamlEditValue item, params ReadOnlySpan<YamlEditStep> path)
    {
        if (Known(path) < path.Length) return Set(new YamlEditList([item]), path);
        string? changed = Find(path) switch
        {
            YamlEditListNode list => YamlEditPlan.AddItem(Text, list, item, OwnerOf(path)),
            YamlEditScalarNode { Text: null } nothing => YamlEditPlan.FillNothing(Text, nothing, OwnerOf(path), new YamlEditList([item])),
            _ => null,
        };
        return Take(changed, YamlEditMeaning.AddItem(Meaning(), path, item), path);
    }

    /// <summary>Removes a key or an item. Comments that stood among its lines stay, each on a line of its own.</summary>
    /// <returns>False after a report; then nothing changed.</returns>
    public bool Remove(params ReadOnlySpan<YamlEditStep> path)
    {
        if (path.Length == 0 || Known(path) < path.Length || Find(path[..^1]) is not YamlEditPartsNode parent) return Refuse(path);
        int index = parent is YamlEditMapNode map ? IndexOf(map, path[^1].Key!) : path[^1].Index;
        string? changed = YamlEditRemoval.Remove(Text, YamlEditNode.Parse(Text)!, parent, index, OwnerOf(path[..^1]));
        return Take(changed, YamlEditMeaning.Remove(Meaning(), path), path);
    }

    private static int IndexOf(YamlEditMapNode map, string key)
    {
        for (int i = 0; i < map.Entries.Length; i++)
        {
            if (map.Entries[i].Key.Text == key) return i;
        }

        return -1;
    }

    private static YamlEditNode? Step(YamlEditNode? node, YamlEditStep step) => (node, step.Key) switch
    {
        (YamlEditMapNode map, { } key) => map.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value,
        (YamlEditListNode list, null) => step.Index >= 0 && step.Index < list.Items.Length ? list.Items[step.Index] : null,
        _ => null,
    };

    private YamlEditNode? Find(ReadOnlySpan<YamlEditStep> path)
    {
        YamlEditNode? node = YamlEditNode.Parse(Text);
        foreach (YamlEditStep step in path) node = Step(node, step);
        return node;
    }

    /// <summary>The entry whose value a path leads to, with its mapping; null for an item of a list and for the top.</summary>
    private (YamlEditMapNode Map, YamlEditEntry Entry)? OwnerOf(ReadOnlySpan<YamlEditStep> path) =>
        path.Length > 0 && Find(path[..^1]) is YamlEditMapNode map && IndexOf(map, path[^1].Key!) is >= 0 and int index ? (map, map.Entries[index]) : null;

    private int Known(ReadOnlySpan<YamlEditStep> path)
    {
        YamlEditNode? node = YamlEditNode.Parse(Text);
        for (int i = 0; i < path.Length; i++)
        {
            node = Step(node, path[i]);
            if (node is null) return i;
        }

        return path.Length;
    }

    private YamlEditValue Meaning() => YamlEditNode.Parse(Text)?.Meaning is { } meaning && meaning is not YamlEditText { Text: null }
        ? meaning : new YamlEditMap([]);

    private bool Take(string? changed, YamlEditValue? intended, ReadOnlySpan<YamlEditStep> path)
    {
        if (changed is null || intended is null) return Refuse(path);
        DiagnosticBag own = [];
        if (YamlFile.Parse(Encoding.UTF8.GetBytes(changed), file, own) is null) return Refuse(path);
        YamlEditValue meaning = YamlEditNode.Parse(changed)?.Meaning is { } read and not YamlEditText { Text: null } ? read : new YamlEditMap([]);
        if (meaning.Flow() != intended.Flow()) return Refuse(path);
        Text = changed;
        return true;
    }

    private bool Refuse(ReadOnlySpan<YamlEditStep> path)
    {
        int known = Known(path);
        int start = Find(path[..known])?.Start ?? 0;
        int line = Text.AsSpan(0, start).Count('\n') + 1, column = start - Text.AsSpan(0, start).LastIndexOf('\n');
        diagnostics.Add(YamlDiagnostics.CannotEdit, new(file, line, column),
            $"`{string.Join('/', path.ToArray())}` cannot be changed here without touching something else of the file. "
            + "Nothing was written: change it by hand, or write this part more plainly, one key a line.");
        return false;
    }
}
