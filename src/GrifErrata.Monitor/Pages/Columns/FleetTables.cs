using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages.Columns;

/// <summary>Tables of hosts and of groups of hosts.</summary>
internal static class FleetTables
{
    private const string Look = "look";
    private const string Fine = "fine";

    // Before the tables, which use it.
    /// <summary>The filter of hosts that count under reboot.</summary>
    public static string RebootFilter { get; } = $"{VerdictWords.Word(HostVerdict.KernelBehind)}|{VerdictWords.Word(HostVerdict.RebootPending)}";

    public static Table<HostRow> Hosts { get; } = new()
    {
        Name = "hosts", Row = "host", Rows = "hosts", WhenEmpty = "No host is as asked. Hosts come from the reports of Pakiti's clients, which go to /feed/ of this address, and from Quattor's profiles.",
        Columns =
        [
            Column.Text<HostRow>("host", "Host", r => r.Host).To(PageAddress.Host) with { IsHeader = true },
            Column.Text<HostRow>("site", "Site", r => r.Site).To(PageAddress.Site) with { IsChoice = true },
            Column.Text<HostRow>("os", "OS", r => r.Os) with { IsChoice = true },
            Column.Text<HostRow>("version", "Version", r => r.Version) with { IsChoice = true, Class = "short" },
            Column.List<HostRow, int>("verdict", "Verdict", r => r.Verdict, r => r.Gravity) with { IsChoice = true, Tone = r => r.IsRight ? Fine : Look },
            Column.Number<HostRow>("behind", "Packages behind", r => r.Behind),
            Column.Day<HostRow>("behindSince", "Behind since", r => r.BehindSince),
            Column.Number<HostRow>("open", "Open advisories", r => r.Open),
            Severity<HostRow>(r => r.Severity) with { IsChoice = true },
            Column.Version<HostRow>("kernel", "Kernel", r => r.Kernel, r => r.KernelEvr),
            Column.Number<HostRow>("packages", "Packages", r => r.Packages),
            Column.Time<HostRow>("lastSeen", "Last seen", r => r.LastSeen),
            Column.Time<HostRow>("lastChanged", "Last changed", r => r.LastChanged),
        ],
    };

    public static Table<CountsRow> Sites { get; } = Counts("sites", "site", "sites", "Site", "site") with { Columns = [Column.Text<CountsRow>("site", "Site", r => r.Name ?? "no site") with { IsHeader = true, Address = (r, _) => r.Name is { } name ? PageAddress.Site(name) : PageAddress.Hosts(("site", TableView.None)) }, .. Counted("site")] };

    public static Table<CountsRow> Oses { get; } = Counts("oses", "operating system", "operating systems", "OS", "os") with { Columns = [Column.Text<CountsRow>("os", "OS", r => r.Name ?? "not said") with { IsHeader = true, Address = (r, _) => PageAddress.Hosts(("os", r.Name ?? TableView.None)) }, .. Counted("os")] };

    public static Table<PackageRow> PackageHosts { get; } = new()
    {
        Name = "hosts", Row = "installed build", Rows = "installed builds", WhenEmpty = "No host that you may see has this package.",
        Columns =
        [
            Column.Text<PackageRow>("host", "Host", r => r.Host).To(PageAddress.Host) with { IsHeader = true },
            Column.Text<PackageRow>("site", "Site", r => r.Site).To(PageAddress.Site) with { IsChoice = true },
            Column.Text<PackageRow>("os", "OS", r => r.Os) with { IsChoice = true },
            Column.Version<PackageRow>("installed", "Installed", r => r.Installed.ToString(), r => r.Installed) with { IsChoice = true },
            Column.Text<PackageRow>("arch", "Architecture", r => r.Arch) with { IsChoice = true },
            Column.Text<PackageRow>("version", "Version", r => r.Version) with { IsChoice = true, Class = "short" },
            Column.Version<PackageRow>("expected", "Version has instead", r => r.Expected?.ToString(), r => r.Expected),
            Column.Version<PackageRow>("fixed", "Fixed in", r => r.Fixed?.ToString(), r => r.Fixed) with { Tone = r => r.Fixed is null ? string.Empty : Look },
        ],
    };

    public static Table<BuildRow> Builds { get; } = new()
    {
        Name = "builds", Row = "build", Rows = "builds", WhenEmpty = "No host that you may see has this package.",
        Columns =
        [
            Column.Version<BuildRow>("installed", "Build", r => r.Installed.ToString(), r => r.Installed) with { IsHeader = true },
            Column.Text<BuildRow>("arch", "Architecture", r => r.Arch),
            Column.Number<BuildRow>("hosts", "Hosts", r => r.Hosts),
            Column.Number<BuildRow>("behind", "Behind their version", r => r.Behind) with { Tone = r => r.Behind > 0 ? Look : string.Empty },
            Column.Number<BuildRow>("exposed", "With an open fix", r => r.Exposed) with { Tone = r => r.Exposed > 0 ? Look : string.Empty },
        ],
    };

    public static Table<LaggingRow> Packages { get; } = new()
    {
        Name = "packages", Row = "package", Rows = "packages", WhenEmpty = "No host is behind its version, and no published fix is open.",
        Columns =
        [
            Column.Text<LaggingRow>("package", "Package", r => r.Package).To(PageAddress.Package) with { IsHeader = true },
            Column.Number<LaggingRow>("behind", "Hosts behind", r => r.Behind),
            Column.Number<LaggingRow>("exposed", "Hosts with an open fix", r => r.Exposed),
            Severity<LaggingRow>(r => r.Severity) with { IsChoice = true },
        ],
    };

    /// <summary>The column of a severity.</summary>
    public static Column<T> Severity<T>(Func<T, string?> word) =>
        Column.Ranked("severity", "Severity", word, r => SeverityWord.Rank(word(r))) with { Tone = r => word(r) is "critical" or "important" ? Look : string.Empty };

    private static Table<CountsRow> Counts(string name, string row, string rows, string title, string key) => new()
    {
        Name = name, Row = row, Rows = rows, WhenEmpty = "No host has reported yet, and no profile is known. Clients report to /feed/ of this address.",
        Columns = [Column.Text<CountsRow>(key, title, r => r.Name)],
    };

    private static IEnumerable<Column<CountsRow>> Counted(string key) =>
    [
        Count("hosts", "Hosts", key, r => r.Hosts),
        Count("right", "Right", key, r => r.Right, ("verdict", "right")),
        Count("forgotten", "Forgotten", key, r => r.Forgotten, Verdict(HostVerdict.Forgotten)),
        Count("behind", "Behind", key, r => r.Behind, Verdict(HostVerdict.Behind)),
        Count("different", "Different", key, r => r.Different, Verdict(HostVerdict.Different)),
        Count("silent", "Silent", key, r => r.Silent, Verdict(HostVerdict.Silent)),
        Count("neverReported", "Never reported", key, r => r.NeverReported, Verdict(HostVerdict.NeverReported)),
        Count("reboot", "Reboot", key, r => r.Reboot, ("verdict", RebootFilter)),
        Count("frozen", "Frozen", key, r => r.Frozen, Verdict(HostVerdict.Frozen)),
        Count("strangers", "Strangers", key, r => r.Strangers, Verdict(HostVerdict.Stranger)),
        Count("notJudged", "Not judged", key, r => r.NotJudged, Verdict(HostVerdict.NotJudged)),
        Count("critical", "Critical open", key, r => r.Critical, ("severity", "critical")),
    ];

    private static (string, string) Verdict(HostVerdict verdict) => ("verdict", VerdictWords.Word(verdict));

    private static Column<CountsRow> Count(string name, string title, string key, Func<CountsRow, int> count, (string Key, string Value)? filter = null) => Column.Number<CountsRow>(name, title, r => count(r)) with
    {
        Address = (r, _) => count(r) == 0 ? null : filter is { } some ? PageAddress.Hosts((key, r.Name ?? TableView.None), some) : PageAddress.Hosts((key, r.Name ?? TableView.None)),
    };
}
