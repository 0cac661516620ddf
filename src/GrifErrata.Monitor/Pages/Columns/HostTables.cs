using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages.Columns;

/// <summary>Tables of one host.</summary>
internal static class HostTables
{
    public static Table<BehindRow> Behind { get; } = Differing("behind", "package behind", "packages behind", "Nothing is older than its version's.");

    public static Table<BehindRow> Ahead { get; } = Differing("ahead", "package ahead", "packages ahead", "Nothing is newer than its version's.");

    public static Table<DifferentRow> Different { get; } = new()
    {
        Name = "different", Row = "package not as the profile", Rows = "packages not as the profile", WhenEmpty = "All is as its profile says.",
        Columns =
        [
            Column.Text<DifferentRow>("package", "Package", r => r.Package).To(PageAddress.Package) with { IsHeader = true },
            Column.Text<DifferentRow>("arch", "Architecture", r => r.Arch ?? "any"),
            Column.Version<DifferentRow>("wanted", "Profile", r => r.Wanted?.ToString() ?? "any", r => r.Wanted),
            Column.List<DifferentRow>("installed", "Installed", r => r.Installed.IsEmpty ? ["not installed"] : [.. r.Installed.Select(i => i.ToString())]),
        ],
    };

    public static Table<OpenRow> Open { get; } = new()
    {
        Name = "open", Row = "open fix", Rows = "open fixes", WhenEmpty = "No published security fix is open.",
        Columns =
        [
            Column.Text<OpenRow>("package", "Package", r => r.Package).To(PageAddress.Package) with { IsHeader = true },
            Column.Text<OpenRow>("arch", "Architecture", r => r.Arch),
            Column.Version<OpenRow>("installed", "Installed", r => r.Installed.ToString(), r => r.Installed),
            Column.Version<OpenRow>("fixed", "Fixed in", r => r.Fixed.ToString(), r => r.Fixed),
            FleetTables.Severity<OpenRow>(r => r.Severity) with { IsChoice = true },
            Column.Text<OpenRow>("advisory", "Advisory", r => r.Advisory).To(PageAddress.Advisory),
            Column.List<OpenRow>("cves", "CVEs", r => r.Cves).To(PageAddress.Cve),
            Column.Day<OpenRow>("issued", "Published", r => r.Issued),
        ],
    };

    public static Table<InstalledRow> Unknown { get; } = Installed("unknown", "unknown build", "unknown builds", "All builds are in a repository of its OS.");

    public static Table<InstalledRow> Packages { get; } = Installed("packages", "package", "packages", "It has not reported its packages yet.");

    public static Table<SetChange> Changes { get; } = new()
    {
        Name = "changes", Row = "changed package", Rows = "changed packages", WhenEmpty = "Both have the same packages.",
        Columns =
        [
            Column.Text<SetChange>("package", "Package", r => r.Package).To(PageAddress.Package) with { IsHeader = true },
            Column.Text<SetChange>("arch", "Architecture", r => r.Arch),
            Column.Text<SetChange>("change", "Change", r => r.Change) with { IsChoice = true, Tone = r => r.Change is "lowered" or "removed" ? "look" : string.Empty },
            Column.List<SetChange>("before", "Before", r => [.. r.Before.Select(e => e.ToString())]),
            Column.List<SetChange>("after", "After", r => [.. r.After.Select(e => e.ToString())]),
        ],
    };

    /// <summary>What a host had when; each set links to what changed.</summary>
    public static Table<HistoryRow> History(string host) => new()
    {
        Name = "history", Row = "change", Rows = "changes", WhenEmpty = "It has not reported yet.",
        Columns =
        [
            Column.Time<HistoryRow>("since", "Since", r => r.Since) with { IsHeader = true },
            Column.Number<HistoryRow>("packages", "Packages", r => r.Packages),
            Column.Text<HistoryRow>("kernel", "Kernel", r => r.Kernel) with { Class = "short" },
            Column.Text<HistoryRow>("set", "Set", r => r.Set[..12]),
            Column.Text<HistoryRow>("before", "What changed", r => r.Before is null ? null : "packages") with { Address = (r, _) => r.Before is null ? null : PageAddress.Changes(host, r.Before, r.Set) },
        ],
    };

    private static Table<BehindRow> Differing(string name, string row, string rows, string whenEmpty) => new()
    {
        Name = name, Row = row, Rows = rows, WhenEmpty = whenEmpty,
        Columns =
        [
            Column.Text<BehindRow>("package", "Package", r => r.Package).To(PageAddress.Package) with { IsHeader = true },
            Column.Text<BehindRow>("arch", "Architecture", r => r.Arch),
            Column.Version<BehindRow>("installed", "Installed", r => r.Installed.ToString(), r => r.Installed),
            Column.Version<BehindRow>("expected", "Version has", r => r.Expected.ToString(), r => r.Expected),
            FleetTables.Severity<BehindRow>(r => r.Severity) with { IsChoice = true },
            Column.List<BehindRow>("advisories", "Advisories", r => r.Advisories).To(PageAddress.Advisory),
            Column.List<BehindRow>("cves", "CVEs", r => r.Cves).To(PageAddress.Cve),
        ],
    };

    private static Table<InstalledRow> Installed(string name, string row, string rows, string whenEmpty) => new()
    {
        Name = name, Row = row, Rows = rows, WhenEmpty = whenEmpty,
        Columns =
        [
            Column.Text<InstalledRow>("package", "Package", r => r.Package).To(PageAddress.Package) with { IsHeader = true },
            Column.Version<InstalledRow>("installed", "Build", r => r.Installed.ToString(), r => r.Installed),
            Column.Text<InstalledRow>("arch", "Architecture", r => r.Arch),
        ],
    };
}
