using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Tables;

/// <summary>A column of a table: what a row shows in it, and how rows are ordered by it.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed record Column<T>
{
    /// <summary>Its name in addresses, and at the head of CSV.</summary>
    public required string Key { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What a row has in it, each text one value; none where it has nothing.</summary>
    public required Func<T, ImmutableArray<string>> Values { get; init; }

    /// <summary>Orders rows by it, up or down; rows without a value count as lowest, and equal ones keep their order.</summary>
    public required Func<IEnumerable<T>, bool, IEnumerable<T>> Sort { get; init; }

    /// <summary>The page of a value, or null for none.</summary>
    public Func<T, string, string?> Address { get; init; } = static (_, _) => null;

    /// <summary>Class of a cell: <c>look</c> for what needs somebody, <c>fine</c> for what is right; empty for neither.</summary>
    public Func<T, string> Tone { get; init; } = static _ => string.Empty;

    /// <summary>Whether it names its row.</summary>
    public bool IsHeader { get; init; }

    /// <summary>Class of its cells: <c>number</c> stands at the right, <c>short</c> stays on one line, <c>list</c> has room for several values; empty for none of these.</summary>
    public string Class { get; init; } = string.Empty;

    /// <summary>Whether a reader chooses among its values; else they are only found.</summary>
    public bool IsChoice { get; init; }

    /// <summary>The column with links.</summary>
    public Column<T> To(Func<string, string> address) => this with { Address = (_, value) => address(value) };
}

/// <summary>Makes columns of each kind.</summary>
public static class Column
{
    private const string Short = "short";

    /// <summary>Texts in ordinal order.</summary>
    public static Column<T> Text<T>(string key, string title, Func<T, string?> value) =>
        Of(key, title, value, static v => v, value, StringComparer.Ordinal);

    /// <summary>Whole numbers.</summary>
    public static Column<T> Number<T>(string key, string title, Func<T, long?> value) =>
        Of(key, title, value, static v => v?.ToString(CultureInfo.InvariantCulture), value, Comparer<long?>.Default) with { Class = "number" };

    /// <summary>Times, to the minute.</summary>
    public static Column<T> Time<T>(string key, string title, Func<T, DateTimeOffset?> value) =>
        Of(key, title, value, static v => v is { } time ? ShownText.Time(time) : null, value, Comparer<DateTimeOffset?>.Default) with { Class = Short };

    /// <summary>Days.</summary>
    public static Column<T> Day<T>(string key, string title, Func<T, DateOnly?> value) =>
        Of(key, title, value, static v => v is { } day ? ShownText.Day(day) : null, value, Comparer<DateOnly?>.Default) with { Class = Short };

    /// <summary>Texts that name a build, in rpm's order of their EVRs.</summary>
    public static Column<T> Version<T>(string key, string title, Func<T, string?> text, Func<T, Evr?> evr) =>
        Of(key, title, text, static v => v, evr, Comparer<Evr?>.Create(static (a, b) => a is { } x ? (b is { } y ? x.CompareTo(y) : 1) : b is null ? 0 : -1)) with { Class = Short };

    /// <summary>Texts in the order of a rank.</summary>
    public static Column<T> Ranked<T>(string key, string title, Func<T, string?> text, Func<T, int> rank) =>
        Of(key, title, text, static v => v, rank, Comparer<int>.Default);

    /// <summary>Several values a row, in the order of a rank.</summary>
    public static Column<T> List<T, TRank>(string key, string title, Func<T, ImmutableArray<string>> values, Func<T, TRank> rank) => new()
    {
        Key = key, Title = title, Values = values, Class = "list",
        Sort = (rows, down) => down ? rows.OrderByDescending(rank, Comparer<TRank>.Default) : rows.OrderBy(rank, Comparer<TRank>.Default),
    };

    /// <summary>Several values a row, in the order of how many they are.</summary>
    public static Column<T> List<T>(string key, string title, Func<T, ImmutableArray<string>> values) => List(key, title, values, row => values(row).Length);

    private static Column<T> Of<T, TValue, TKey>(string key, string title, Func<T, TValue> value, Func<TValue, string?> text, Func<T, TKey> order, IComparer<TKey> comparer) => new()
    {
        Key = key, Title = title,
        Values = row => text(value(row)) is { Length: > 0 } shown ? [shown] : [],
        Sort = (rows, down) => down ? rows.OrderByDescending(order, comparer) : rows.OrderBy(order, comparer),
    };
}
