using System.Collections.Immutable;
using System.Text.Json;

namespace GrifErrata.Monitor.Tables;

/// <summary>A kind of table: its columns and what is said where it has no rows.</summary>
/// <typeparam name="T">The row, a record that is also what JSON exports.</typeparam>
public sealed record Table<T>
{
    /// <summary>Rows on one page.</summary>
    public const int PageLength = 500;

    // More than these a reader does not choose among, but finds.
    private const int MostChoices = 200;

    /// <summary>Its name in addresses and of exported files, unless a page gives it another.</summary>
    public required string Name { get; init; }

    /// <summary>What a row is: <c>host</c>.</summary>
    public required string Row { get; init; }

    /// <summary>What its rows are, in the plural: <c>hosts</c>.</summary>
    public required string Rows { get; init; }

    /// <summary>The columns; keys differ.</summary>
    public required ImmutableArray<Column<T>> Columns { get; init; }

    /// <summary>Why it may have no rows, and what to do.</summary>
    public required string WhenEmpty { get; init; }

    /// <summary>Finds, orders and cuts rows as a reader asked; unknown columns are ignored.</summary>
    /// <param name="query">What the reader asked.</param>
    /// <param name="rows">All rows, in the table's own order.</param>
    public TableView View(TableQuery query, IReadOnlyCollection<T> rows)
    {
        T[] found = [.. Ordered(query, Found(query, rows))];
        int pages = Math.Max(1, (found.Length + PageLength - 1) / PageLength);
        int page = Math.Min(query.Page, pages);
        return new TableView
        {
            Name = Name, Row = Row, Rows = Rows, WhenEmpty = WhenEmpty, Query = query, All = rows.Count, Found = found.Length, Page = page, Pages = pages,
            Columns = [.. Columns.Select(c => new TableColumn(c.Key, c.Title, c.Class, c.IsHeader, Choices(c, rows, query)))],
            Shown = found.Skip((page - 1) * PageLength).Take(PageLength).Select(r => Columns.Select(c => Cell(c, r)).ToImmutableArray()),
            Cells = found.Select(r => Columns.Select(c => string.Join("; ", c.Values(r)))),
            WriteJsonAsync = (stream, options, cancellation) => JsonSerializer.SerializeAsync(stream, found, options, cancellation),
        };
    }

    /// <summary>The rows that a reader asked for, in order, without cutting them into pages.</summary>
    public ImmutableArray<T> Select(TableQuery query, IReadOnlyCollection<T> rows) => [.. Ordered(query, Found(query, rows))];

    private IEnumerable<T> Found(TableQuery query, IEnumerable<T> rows)
    {
        foreach (Column<T> column in Columns)
        {
            ImmutableArray<string> wanted = query.Wanted(column.Key);
            if (wanted.IsEmpty) continue;
            rows = rows.Where(r => column.Values(r) is var values && wanted.Any(w => values.IsEmpty ? w == TableView.None : values.Contains(w, StringComparer.OrdinalIgnoreCase)));
        }

        return query.Find.Length == 0 ? rows : rows.Where(r => Columns.Any(c => c.Values(r).Any(v => v.Contains(query.Find, StringComparison.OrdinalIgnoreCase))));
    }

    private IEnumerable<T> Ordered(TableQuery query, IEnumerable<T> rows)
    {
        bool down = query.Sort.StartsWith('-');
        return Columns.FirstOrDefault(c => c.Key == (down ? query.Sort[1..] : query.Sort)) is { } column ? column.Sort(rows, down) : rows;
    }

    private static ImmutableArray<string> Choices(Column<T> column, IEnumerable<T> rows, TableQuery query)
    {
        if (!column.IsChoice) return [];
        SortedSet<string> values = new(query.Values(column.Key), StringComparer.Ordinal);
        foreach (T row in rows)
        {
            ImmutableArray<string> own = column.Values(row);
            if (own.IsEmpty) values.Add(TableView.None);
            foreach (string value in own) values.Add(value);
            if (values.Count > MostChoices) return [];
        }

        return [.. values];
    }

    private static TableCell Cell(Column<T> column, T row) =>
        new([.. column.Values(row).Select(v => new TableLink(ShownText.Of(v), column.Address(row, v)))], column.Tone(row));
}
