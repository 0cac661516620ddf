namespace GrifErrata.Yaml;

/// <summary>One step from a value into it: a key of a mapping or an index of a list.</summary>
/// <param name="Key">The key, or null for an index.</param>
/// <param name="Index">The index, counted from 0; without meaning where there is a key.</param>
internal readonly record struct YamlEditStep(string? Key, int Index)
{
    public static implicit operator YamlEditStep(string key) => new(key, 0);

    public static implicit operator YamlEditStep(int index) => new(null, index);

    public override string ToString() => Key ?? $"[{Index}]";
}
