using GrifErrata.Diagnostics;

namespace GrifErrata.Yaml;

/// <summary>
/// A mapping, read key by key: each getter reports a wrong type at its place, and <see cref="RefuseUnknownKeys"/> then reports
/// every key that nobody asked for.
/// </summary>
/// <param name="Location">Where it starts.</param>
/// <param name="Entries">Its keys.</param>
/// <param name="Diagnostics">Takes what is wrong.</param>
public sealed record YamlMap(SourceLocation Location, IReadOnlyDictionary<string, YamlEntry> Entries, DiagnosticBag Diagnostics)
    : YamlValue(Location)
{
    internal static readonly IReadOnlyDictionary<string, YamlEntry> NoEntries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The value of a key, or null if it is absent or written as nothing.</summary>
    public YamlValue? Value(string key)
    {
        _asked.Add(key);
        return Entries.TryGetValue(key, out YamlEntry? entry) && entry.Value is not YamlText { IsNull: true } ? entry.Value : null;
    }

    /// <summary>Where a key is, or where the mapping starts if it is absent.</summary>
    public SourceLocation LocationOf(string key) => Entries.TryGetValue(key, out YamlEntry? entry) ? entry.Value.Location : Location;

    /// <summary>A text; null if absent or not a text (then reported).</summary>
    public YamlText? Text(string key) => As<YamlText>(key, "a text");

    /// <summary>A text that must be there; null after a report.</summary>
    public YamlText? RequiredText(string key, string meaning)
    {
        if (Text(key) is { } text) return text;
        if (Value(key) is null)
        {
            Diagnostics.Add(YamlDiagnostics.MissingKey, Location, $"The key `{key}` is missing: {meaning}.");
        }

        return null;
    }

    /// <summary>A mapping; null if absent or of another type (then reported).</summary>
    public YamlMap? Map(string key) => As<YamlMap>(key, "a mapping");

    /// <summary>The texts of a list; one text alone counts as a list of one; empty if absent.</summary>
    public IReadOnlyList<YamlText> Texts(string key) => Items<YamlText>(key, "a text");

    /// <summary>The mappings of a list; empty if absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => Items<YamlMap>(key, "a mapping");

    /// <summary>One of several words; null if absent or another word (then reported).</summary>
    public T? Word<T>(string key, params IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        if (Text(key) is not { } text) return null;
        foreach ((string word, T value) in words)
        {
            if (word == text.Text) return value;
        }

        Diagnostics.Add(YamlDiagnostics.WrongType, text.Location,
            $"`{key}` is `{text.Text}`; it must be one of: {string.Join(", ", words.Select(w => w.Word))}.");
        return null;
    }

    /// <summary>Reports every key that no getter asked for.</summary>
    public void RefuseUnknownKeys()
    {
        foreach ((string key, YamlEntry entry) in Entries.OrderBy(e => e.Value.KeyLocation.Line).ThenBy(e => e.Value.KeyLocation.Column))
        {
            if (_asked.Contains(key)) continue;
            Diagnostics.Add(YamlDiagnostics.UnknownKey, entry.KeyLocation,
                $"The key `{key}` is not known here; known are: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
        }
    }

    private T? As<T>(string key, string what)
        where T : YamlValue
    {
        YamlValue? value = Value(key);
        if (value is null or T) return (T?)value;
        Report(key, value, what);
        return null;
    }

    private List<T> Items<T>(string key, string what)
        where T : YamlValue
    {
        YamlValue? value = Value(key);
        IReadOnlyList<YamlValue> items = value switch
        {
            null => [],
            YamlList list => list.Items,
            _ => [value],
        };
        List<T> right = [];
        foreach (YamlValue item in items)
        {
            if (item is T match) right.Add(match);
            else Report(key, item, what);
        }

        return right;
    }

    private void Report(string key, YamlValue value, string expected) =>
        Diagnostics.Add(YamlDiagnostics.WrongType, value.Location, $"`{key}` must be {expected}, but here is {Kind(value)}.");

    private static string Kind(YamlValue value) => value switch
    {
        YamlMap => "a mapping",
        YamlList => "a list",
        _ => "a text",
    };
}
