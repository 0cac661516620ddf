using System.Text;

namespace GrifErrata.Monitor.Tables;

/// <summary>Comma-separated values, RFC 4180.</summary>
public static class CsvText
{
    /// <summary>Writes lines while they are made, so that a long table needs no memory.</summary>
    /// <param name="stream">Takes them, UTF-8.</param>
    /// <param name="heading">Names of the columns.</param>
    /// <param name="rows">The cells.</param>
    /// <param name="cancellation">When nobody reads any more.</param>
    public static async Task WriteAsync(Stream stream, IEnumerable<string> heading, IEnumerable<IEnumerable<string>> rows, CancellationToken cancellation)
    {
        const int flushed = 1 << 14;
        StringBuilder text = new();
        Line(heading);
        foreach (IEnumerable<string> row in rows)
        {
            Line(row);
            if (text.Length < flushed) continue;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
            text.Clear();
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);

        void Line(IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
    }

    /// <summary>A cell; what a spreadsheet would take for a formula starts with an apostrophe.</summary>
    public static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
