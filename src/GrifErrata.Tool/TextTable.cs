namespace GrifErrata.Tool;

/// <summary>Lines of cells, aligned in columns.</summary>
internal sealed class TextTable
{
    private readonly List<string[]> _rows = [];

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Whether it has no row.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a row; control characters of its cells become <c>?</c>.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(TerminalText.OneLine)]);

    /// <summary>Writes the rows, two blanks between columns and none at a line's end.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="indent">Blanks before each row.</param>
    /// <param name="first">Colours the first cell, which is padded before.</param>
    public void Write(TextWriter writer, int indent = 0, Func<string, string>? first = null)
    {
        if (IsEmpty) return;
        int columns = _rows.Max(r => r.Length);
        int[] widths = new int[columns];
        foreach (string[] row in _rows)
        {
            // The last column needs no room of its own.
            for (int i = 0; i < row.Length - 1; i++) widths[i] = Math.Max(widths[i], row[i].Length);
        }

        foreach (string[] row in _rows)
        {
            string rest = string.Concat(row.Select((cell, i) => i == 0 ? string.Empty : "  " + (i == row.Length - 1 ? cell : cell.PadRight(widths[i])))).TrimEnd();
            string head = rest.Length == 0 ? row[0] : row.Length == 1 ? row[0] : row[0].PadRight(widths[0]);
            writer.WriteLine(new string(' ', indent) + (first is null ? head : first(head)) + rest);
        }
    }
}
