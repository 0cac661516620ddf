namespace GrifErrata.Yaml;

/// <summary>What a file is to mean after an edit; null where the edit has no place in it.</summary>
internal static class YamlEditMeaning
{
    public static YamlEditValue? Replace(YamlEditValue top, ReadOnlySpan<YamlEditStep> path, YamlEditValue value) => Change(top, path, _ => value);

    public static YamlEditValue? AddEntry(YamlEditValue top, ReadOnlySpan<YamlEditStep> path, string key, YamlEditValue value) => Change(top, path, old => old switch
    {
        YamlEditMap map => new YamlEditMap(map.Entries.Add((key, value))),
        YamlEditText { Text: null } => new YamlEditMap([(key, value)]),
        _ => null,
    });

    public static YamlEditValue? AddItem(YamlEditValue top, ReadOnlySpan<YamlEditStep> path, YamlEditValue item) => Change(top, path, old => old switch
    {
        YamlEditList list => new YamlEditList(list.Items.Add(item)),
        YamlEditText { Text: null } => new YamlEditList([item]),
        _ => null,
    });

    public static YamlEditValue? Remove(YamlEditValue top, ReadOnlySpan<YamlEditStep> path)
    {
        YamlEditStep last = path[^1];
        return Change(top, path[..^1], old => old switch
        {
            YamlEditMap map => new YamlEditMap(map.Entries.RemoveAll(e => e.Key == last.Key)),
            YamlEditList list => new YamlEditList(list.Items.RemoveAt(last.Index)),
            _ => null,
        });
    }

    private static YamlEditValue? Change(YamlEditValue value, ReadOnlySpan<YamlEditStep> path, Func<YamlEditValue, YamlEditValue?> change)
    {
        if (path.Length == 0) return change(value);
        YamlEditStep step = path[0];
        switch (value)
        {
            case YamlEditMap map:
                int at = map.Entries.Select(e => e.Key).ToList().IndexOf(step.Key ?? string.Empty);
                return at >= 0 && Change(map.Entries[at].Value, path[1..], change) is { } changed
                    ? new YamlEditMap(map.Entries.SetItem(at, (map.Entries[at].Key, changed))) : null;
            case YamlEditList list:
                return step.Index < list.Items.Length && Change(list.Items[step.Index], path[1..], change) is { } item
                    ? new YamlEditList(list.Items.SetItem(step.Index, item)) : null;
            default:
                return null;
        }
    }
}
