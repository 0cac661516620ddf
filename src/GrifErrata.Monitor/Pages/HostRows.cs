using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Pages;

/// <summary>A host as the table and the exports show it.</summary>
public sealed record HostRow(string Host, string Site, string System, string Kernel, int Packages, DateTimeOffset LastSeen, DateTimeOffset LastChanged, string Verdict);

/// <summary>The table of hosts.</summary>
internal static class HostRows
{
    /// <summary>All hosts with their verdicts, in ordinal order of the names.</summary>
    public static ImmutableArray<HostRow> Of(SqliteStore store, MonitorSettings settings, DateTimeOffset now) =>
    [
        .. store.Hosts(HostFilter.All).Select(h => new HostRow(h.Name, h.Site ?? string.Empty, h.System, h.Kernel, h.PackageCount, h.LastSeen, h.LastChanged,
            Word(HostVerdicts.Of(h, store.Packages(h.SetHash) ?? [], now, settings.SilentDays)))),
    ];

    /// <summary>The rows that a reader asked for: any column holds the text; sorted by a column, descending where it starts with a hyphen.</summary>
    public static ImmutableArray<HostRow> Select(ImmutableArray<HostRow> rows, string? filter, string? sort)
    {
        IEnumerable<HostRow> found = string.IsNullOrWhiteSpace(filter)
            ? rows
            : rows.Where(r => new[] { r.Host, r.Site, r.System, r.Kernel, r.Verdict }.Any(t => t.Contains(filter.Trim(), StringComparison.OrdinalIgnoreCase)));
        bool down = sort?.StartsWith('-') == true;
        Func<HostRow, string> key = sort?.TrimStart('-') switch
        {
            "site" => r => r.Site,
            "system" => r => r.System,
            "kernel" => r => r.Kernel,
            "packages" => r => r.Packages.ToString("D9", CultureInfo.InvariantCulture),
            "seen" => r => r.LastSeen.ToString("O", CultureInfo.InvariantCulture),
            "changed" => r => r.LastChanged.ToString("O", CultureInfo.InvariantCulture),
            "verdict" => r => r.Verdict,
            _ => r => r.Host,
        };
        found = down ? found.OrderByDescending(key, StringComparer.Ordinal) : found.OrderBy(key, StringComparer.Ordinal);
        return [.. found];
    }

    /// <summary>Comma-separated, RFC 4180; a cell that a spreadsheet would take for a formula starts with an apostrophe.</summary>
    public static string Csv(ImmutableArray<HostRow> rows)
    {
        StringBuilder text = new("host,site,system,kernel,packages,last_seen,last_changed,verdict\r\n");
        foreach (HostRow row in rows)
        {
            text.AppendJoin(',', new[] { row.Host, row.Site, row.System, row.Kernel, row.Packages.ToString(CultureInfo.InvariantCulture), Time(row.LastSeen), Time(row.LastChanged), row.Verdict }.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>A time as the pages show it, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>A verdict in words.</summary>
    public static string Word(HostVerdict verdict) => verdict switch
    {
        HostVerdict.None => "fine",
        HostVerdict.RebootPending => "reboot pending",
        HostVerdict.Silent => "silent",
        _ => "silent, reboot pending",
    };

    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
