using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages;

/// <summary>A table's rows as a file; it goes out while it is made.</summary>
internal sealed class TableExport(TableView table, TableFormat format) : IResult
{
    /// <summary>The format that a request asks for; null for a page.</summary>
    public static TableFormat? FormatOf(HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        return (string?)request.Query["format"] switch
        {
            "csv" => TableFormat.Csv,
            "json" => TableFormat.Json,
            null when request.Path.Value!.EndsWith(".csv", StringComparison.Ordinal) => TableFormat.Csv,
            null when request.Path.Value.EndsWith(".json", StringComparison.Ordinal) => TableFormat.Json,
            null when accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) => null,
            null when accept.Contains("application/json", StringComparison.OrdinalIgnoreCase) => TableFormat.Json,
            null when accept.Contains("text/csv", StringComparison.OrdinalIgnoreCase) => TableFormat.Csv,
            _ => null,
        };
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.Headers.Vary = "Accept";
        if (format == TableFormat.Json)
        {
            response.ContentType = "application/json; charset=utf-8";
            return table.WriteJsonAsync(response.Body, ViewJson.Options, httpContext.RequestAborted);
        }

        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.csv\"";
        return CsvText.WriteAsync(response.Body, table.Columns.Select(c => c.Key), table.Cells, httpContext.RequestAborted);
    }
}

/// <summary>A format of exported rows.</summary>
internal enum TableFormat
{
    /// <summary>Comma-separated values, RFC 4180.</summary>
    Csv,

    /// <summary>An array of objects.</summary>
    Json,
}
