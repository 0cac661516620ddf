using System.Collections.Immutable;
using System.Text.Json;

namespace GrifErrata.Monitor.Tables;

/// <summary>Rows of a table as a reader asked for them.</summary>
public sealed record TableView
{
    /// <summary>Stands for rows without a value in a filter.</summary>
    public const string None = "none";

    /// <summary>Name of the table.</summary>
    public required string Name { get; init; }

    /// <summary>What a row is.</summary>
    public required string Row { get; init; }

    /// <summary>What its rows are, in the plural.</summary>
    public required string Rows { get; init; }

    /// <summary>What is said where there are no rows.</summary>
    public required string WhenEmpty { get; init; }

    /// <summary>What the reader asked.</summary>
    public required TableQuery Query { get; init; }

    /// <summary>How many rows there are.</summary>
    public required int All { get; init; }

    /// <summary>How many of them are as asked.</summary>
    public required int Found { get; init; }

    /// <summary>Number of the page shown, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>How many pages.</summary>
    public required int Pages { get; init; }

    /// <summary>The columns.</summary>
    public required ImmutableArray<TableColumn> Columns { get; init; }

    /// <summary>The page's rows.</summary>
    public required IEnumerable<ImmutableArray<TableCell>> Shown { get; init; }

    /// <summary>The texts of all rows found, for CSV; made while they are read.</summary>
    public required IEnumerable<IEnumerable<string>> Cells { get; init; }

    /// <summary>Writes all rows found as a JSON array.</summary>
    public required Func<Stream, JsonSerializerOptions, CancellationToken, Task> WriteJsonAsync { get; init; }

    /// <summary>Whether the reader asked for some rows only.</summary>
    public bool IsFiltered => Query.Find.Length > 0 || Columns.Any(c => !Query.Values(c.Key).IsEmpty);

    /// <summary>How a column orders the rows, in the words of <c>aria-sort</c>.</summary>
    public string OrderOf(TableColumn column) => Query.Sort == column.Key ? "ascending" : Query.Sort == "-" + column.Key ? "descending" : "none";

    /// <summary>The address that orders by a column: up, or down where it is up already.</summary>
    public string SortAddress(TableColumn column) => Query.With("sort", Query.Sort == column.Key ? "-" + column.Key : column.Key);
}

/// <summary>A column as it is shown.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Class">Class of its cells, or empty.</param>
/// <param name="IsHeader">Whether it names its row.</param>
/// <param name="Choices">Values to choose among; none where a reader does not choose.</param>
public sealed record TableColumn(string Key, string Title, string Class, bool IsHeader, ImmutableArray<string> Choices);

/// <summary>A cell as it is shown.</summary>
/// <param name="Values">Its values.</param>
/// <param name="Tone">Its class, or empty.</param>
public sealed record TableCell(ImmutableArray<TableLink> Values, string Tone);

/// <summary>A value in a cell.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Address">Its page, or null.</param>
public sealed record TableLink(string Text, string? Address);
