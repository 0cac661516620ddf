using System.Globalization;
using GrifErrata.Dependencies;

namespace GrifErrata.Tool;

/// <summary>A transaction in dnf's layout: sections of packages in columns, then a summary.</summary>
internal static class TransactionText
{
    private const int Width = 80;

    private static readonly (TransactionAction Action, string Heading)[] Sections =
    [
        (TransactionAction.Install, "Installing"),
        (TransactionAction.Upgrade, "Upgrading"),
        (TransactionAction.InstallDependency, "Installing dependencies"),
        (TransactionAction.Remove, "Removing"),
        (TransactionAction.Downgrade, "Downgrading"),
    ];

    /// <summary>Writes it; dnf's own words where nothing changes.</summary>
    public static void Write(TextWriter writer, Transaction transaction)
    {
        if (transaction.Steps.IsEmpty)
        {
            writer.WriteLine("Nothing to do.");
            return;
        }

        List<string[]> rows = [["Package", "Architecture", "Version", "Repository", "Size"], .. transaction.Steps.Select(Row)];
        int[] widths = [.. Enumerable.Range(0, 5).Select(c => rows.Max(r => r[c].Length))];

        // What the narrow columns leave of the usual width goes to the names.
        widths[0] = Math.Max(widths[0], Width - 5 - widths[1..].Sum());
        string line = new('=', Math.Max(Width, widths.Sum() + 5));
        writer.WriteLine(line);
        writer.WriteLine(Columns(rows[0]));
        writer.WriteLine(line);
        foreach ((TransactionAction action, string heading) in Sections)
        {
            if (!transaction.Steps.Any(s => s.Action == action)) continue;
            writer.WriteLine($"{heading}:");
            foreach (TransactionStep step in transaction.Steps.Where(s => s.Action == action))
            {
                writer.WriteLine(Columns(Row(step)));
                foreach (Rpm.Nevra old in step.Obsoletes) writer.WriteLine(TerminalText.OneLine($"     replacing  {old.Name}.{old.Arch} {old.Evr}"));
            }
        }

        writer.WriteLine();
        writer.WriteLine("Transaction Summary");
        writer.WriteLine(line);
        List<(string Word, string Count)> counts = [];
        foreach ((string word, TransactionAction[] actions) in ((string, TransactionAction[])[])
            [("Install", [TransactionAction.Install, TransactionAction.InstallDependency]), ("Upgrade", [TransactionAction.Upgrade]),
                ("Remove", [TransactionAction.Remove]), ("Downgrade", [TransactionAction.Downgrade])])
        {
            int count = transaction.Steps.Count(s => actions.Contains(s.Action));
            if (count > 0) counts.Add((word, count.ToString(CultureInfo.InvariantCulture)));
        }

        foreach ((string word, string count) in counts)
            writer.WriteLine($"{word.PadRight(counts.Max(c => c.Word.Length))}  {count.PadLeft(counts.Max(c => c.Count.Length))} Package{(count == "1" ? string.Empty : "s")}");

        // What leaves is not downloaded; a sum that lacks a size would be none.
        List<TransactionStep> coming = [.. transaction.Steps.Where(s => s.Action != TransactionAction.Remove)];
        if (coming.TrueForAll(s => s.Size is not null))
        {
            writer.WriteLine();
            writer.WriteLine($"Total download size: {Size(coming.Sum(s => (double)s.Size!.Value)).TrimEnd()}");
        }

        string Columns(string[] cells) => TerminalText.OneLine((" " + string.Join(' ', cells.Select((c, i) => i == 4 ? c.PadLeft(widths[i]) : c.PadRight(widths[i])))).TrimEnd());
    }

    private static string[] Row(TransactionStep step) =>
        [step.Package.Name, step.Package.Arch, step.Package.Evr.ToString(), TransactionJson.Repository(step) ?? "@System", step.Size is { } size ? Size(size) : string.Empty];

    // As dnf: powers of 1024, three digits at most, one decimal below 10.
    private static string Size(double bytes)
    {
        if (bytes < 1000) return string.Create(CultureInfo.InvariantCulture, $"{bytes:F0}  ");
        double value = bytes;
        int unit = 0;
        for (; value > 999; unit++) value /= 1024;
        return $"{value.ToString(value < 9.95 ? "F1" : "F0", CultureInfo.InvariantCulture)} {" kMGTPE"[unit]}";
    }
}
