using System.Collections.Immutable;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GrifErrata.Monitor.Pages;

/// <summary>A request for a page, with what its answer is made of.</summary>
internal readonly record struct PageRequest(HttpContext Context, IFleet Fleet, IMonitorStore Store, TimeProvider Time)
{
    /// <summary>What the reader sees.</summary>
    public ReaderView View() => ReaderView.Of(Context, Fleet, Time);

    /// <summary>What the reader asks of a table that is not the page's first.</summary>
    public TableView Table<T>(Table<T> table, IReadOnlyCollection<T> rows) => table.View(TableQuery.Of(Context.Request, table.Name), rows);

    /// <summary>What the reader asks of the page's first table.</summary>
    public TableView First<T>(Table<T> table, IReadOnlyCollection<T> rows) => table.View(TableQuery.Of(Context.Request), rows);

    /// <summary>The page, or one of its tables as CSV or JSON where the reader asks for that.</summary>
    public IResult Answer(PageModel model, ReaderView view)
    {
        if (TableExport.FormatOf(Context.Request) is not { } format)
            return new RazorComponentResult<Page>(new { Model = model, AsOf = (DateTimeOffset?)view.Fleet.Time }) { PreventStreamingRendering = true };

        string? name = Context.Request.Query["table"];
        ImmutableArray<TableView> tables = [.. model.Sections.Select(s => s.Table)];
        TableView? table = string.IsNullOrEmpty(name) ? tables.FirstOrDefault() : tables.FirstOrDefault(t => t.Name == name);
        return table is null
            ? Results.Text($"This page has no such table. It has: {string.Join(", ", tables.Select(t => t.Name))}.\n", statusCode: StatusCodes.Status404NotFound)
            : new TableExport(table, format);
    }

    /// <summary>The answer where there is nothing.</summary>
    public static IResult Missing(string title, string text) => new RazorComponentResult<Page>(new { Model = new PageModel { Title = title, Lead = [text] } })
    {
        StatusCode = StatusCodes.Status404NotFound, PreventStreamingRendering = true,
    };
}
