using System.Collections.Immutable;
using System.Text.Json;

namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>Pan's values: text, whole number, truth, list, table of values by text, and null for undef. Tables never change, as Pan copies on assignment.</summary>
internal static class PanValues
{
    /// <summary>What exists() finds where there is nothing; an element that is undef exists (panc 10.9).</summary>
    public static readonly object Missing = new();

    /// <summary>A table without elements; the order of the keys is ordinal.</summary>
    public static readonly ImmutableSortedDictionary<string, object?> Empty = ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal);

    /// <summary>The value as a table.</summary>
    public static ImmutableSortedDictionary<string, object?> Table(object? value) =>
        value as ImmutableSortedDictionary<string, object?> ?? throw new PanException($"A table is expected, not {value ?? "undef"}");

    /// <summary>An element, or <see cref="Missing"/>; <paramref name="strict"/> as outside of exists(), where panc stops.</summary>
    public static object? Element(object? holder, object? key, bool strict) => (holder, key) switch
    {
        (ImmutableSortedDictionary<string, object?> table, string name) when table.TryGetValue(name, out object? value) => value,
        (IReadOnlyList<object?> list, int index) when index < list.Count => list[index],
        _ => strict ? throw new PanException($"There is no element {key}") : Missing,
    };

    /// <summary>The holder with a value below it; tables on the way are made where there are none.</summary>
    public static object? With(object? holder, ReadOnlySpan<string> keys, object? value)
    {
        if (keys.IsEmpty) return value;
        ImmutableSortedDictionary<string, object?> table = holder is null ? Empty : Table(holder);
        return table.SetItem(keys[0], With(table.GetValueOrDefault(keys[0]), keys[1..], value));
    }

    /// <summary>The value that a compiled profile has in JSON.</summary>
    public static object? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Aggregate(Empty.ToBuilder(), (table, property) =>
        {
            table.Add(property.Name, Of(property.Value));
            return table;
        }).ToImmutable(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetInt32(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => throw new PanException($"{value.ValueKind} is not known"),
    };
}
