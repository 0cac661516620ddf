using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Pan;

namespace GrifErrata.Monitor.Notification;

/// <summary>A digest in words. Every name in it comes from a report or a file that somebody else wrote: all are escaped.</summary>
public static class DigestText
{
    /// <summary>Lines of a list; the rest is counted.</summary>
    public const int MostLines = 50;

    /// <summary>The subject of a mail: one line.</summary>
    public static string Subject(DigestInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        string[] parts =
        [
            .. Part(input.Behind.Length, "behind"), .. Part(input.Silent.Length, "silent"), .. Part(input.NeverReported.Length, "never reported"),
            .. Part(input.Expired.Length, input.Expired.Length == 1 ? "freeze ended" : "freezes ended"), .. Part(input.Expiring.Length, input.Expiring.Length == 1 ? "freeze ends" : "freezes end"),
        ];
        string text = $"Updates of {input.Name}, {Day(input.Day)}: {(parts.Length == 0 ? "nothing new" : string.Join(", ", parts))}";
        return new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
    }

    /// <summary>The digest as Markdown, LF line ends.</summary>
    public static string Markdown(DigestInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        StringBuilder text = new();
        Line($"# Updates of {MarkdownText.Escape(input.Name)}, {Day(input.Day)}");
        DigestTotals t = input.Totals;
        Line();
        Line($"{Number(t.Right)} of {Number(t.Hosts)} hosts are right; {Number(t.Behind)} behind, {Number(t.Different)} different from their profile, {Number(t.Forgotten)} forgotten, "
            + $"{Number(t.Silent)} silent, {Number(t.NeverReported)} never reported, {Number(t.Reboot)} to reboot.");
        if (input.IsFirst)
        {
            Line();
            Line("This is the first digest: all that is wrong counts as new.");
        }

        Hosts("Newly behind", input.Behind);
        Hosts("Newly silent", input.Silent);
        Hosts("Never reported, new in the profiles", input.NeverReported);
        List("Freezes that have ended", input.Expired, Freeze);
        List("Freezes that end within 14 days", input.Expiring, Freeze);
        Hosts("Right again", input.Right);
        if (input.Pages is { } pages)
        {
            Line();
            Line($"Details: <{pages.AbsoluteUri}>");
        }

        return text.ToString();

        void Hosts(string title, ImmutableArray<DigestHost> hosts) => List(title, hosts, h =>
            MarkdownText.Escape(h.Name) + (h.Site is null ? string.Empty : $" ({MarkdownText.Escape(h.Site)})") + (h.Note.Length == 0 ? string.Empty : $": {MarkdownText.Escape(h.Note)}"));

        void List<T>(string title, ImmutableArray<T> items, Func<T, string> show)
        {
            if (items.IsEmpty) return;
            Line();
            Line($"## {title} ({Number(items.Length)})");
            Line();
            foreach (T item in items.Take(MostLines)) Line($"- {show(item)}");
            if (items.Length > MostLines) Line($"- and {Number(items.Length - MostLines)} more");
        }

        void Line(string line = "") => text.Append(line).Append('\n');
    }

    private static string Freeze(DigestFreeze freeze) =>
        $"{MarkdownText.Escape(freeze.Who)}, {MarkdownText.Escape(freeze.Os)}, on {MarkdownText.Escape(freeze.Version)} until {Day(freeze.Until)}: "
        + $"{MarkdownText.Escape(freeze.Reason)} ({MarkdownText.Escape(freeze.Owner)})";

    private static string[] Part(int count, string word) => count == 0 ? [] : [$"{Number(count)} {word}"];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
