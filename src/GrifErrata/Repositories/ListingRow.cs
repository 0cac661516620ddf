using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>A field of a CSV line.</summary>
/// <param name="Text">Its value, without quotes.</param>
/// <param name="Column">Column of its first character (of the opening quote, where there is one), from 1.</param>
internal readonly record struct ListingField(string Text, int Column);

/// <summary>Parts one line of CSV into its fields (RFC 4180), without line breaks in fields: no column of a listing has any.</summary>
/// <remarks>
/// Own code, because the libraries that read CSV (CsvHelper, Sep) tell the line of a field but not its column, and repair or pass
/// over stray quotes, where a listing by hand needs the place of the mistake.
/// </remarks>
internal static class ListingRow
{
    /// <summary>Parts a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="fields">Takes the fields; cleared first.</param>
    /// <param name="column">Column of the mistake, from 1; 0 where there is none.</param>
    /// <returns>Null, or what is wrong and what to do.</returns>
    public static string? Split(ReadOnlySpan<char> line, List<ListingField> fields, out int column)
    {
        fields.Clear();
        column = 0;
        for (int start = 0; ;)
        {
            int end;
            string text;
            if (start < line.Length && line[start] == '"')
            {
                end = start + 1;
                while (end < line.Length && (line[end] != '"' || (end + 1 < line.Length && line[end + 1] == '"')))
                    end += line[end] == '"' ? 2 : 1;
                if (end >= line.Length)
                {
                    column = start + 1;
                    return "This quote is not closed on its line. Close it; no field of a listing has a line break.";
                }

                text = line[(start + 1)..end].ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
                end++;
                if (end < line.Length && line[end] != ',')
                {
                    column = end + 1;
                    return "Only a comma or the line's end may follow a closing quote. Write a quote within a field twice.";
                }
            }
            else
            {
                int comma = line[start..].IndexOf(',');
                end = comma < 0 ? line.Length : start + comma;
                int quote = line[start..end].IndexOf('"');
                if (quote >= 0)
                {
                    column = start + quote + 1;
                    return "A quote stands within a field that does not start with one. Remove it.";
                }

                text = line[start..end].ToString();
            }

            fields.Add(new ListingField(text, start + 1));
            if (end == line.Length) return null;
            start = end + 1;
        }
    }
}
