using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages.Columns;

/// <summary>Tables of advisories and of who lacks them.</summary>
internal static class FixTables
{
    public static Table<AdvisoryRow> Advisories { get; } = new()
    {
        Name = "advisories", Row = "advisory", Rows = "advisories", WhenEmpty = "No published security fix is open on any host that you may see.",
        Columns =
        [
            Column.Text<AdvisoryRow>("advisory", "Advisory", r => r.Advisory).To(PageAddress.Advisory) with { IsHeader = true },
            FleetTables.Severity<AdvisoryRow>(r => r.Severity) with { IsChoice = true },
            Column.Day<AdvisoryRow>("issued", "Published", r => r.Issued),
            Column.Number<AdvisoryRow>("exposed", "Hosts exposed", r => r.Exposed),
            Column.List<AdvisoryRow>("fixedIn", "Our version", r => r.FixedIn.IsEmpty ? ["none brings it"] : [.. r.FixedIn.Select(f => f.ToString())]),
            Column.Text<AdvisoryRow>("title", "Title", r => r.Title),
            Column.List<AdvisoryRow>("cves", "CVEs", r => r.Cves).To(PageAddress.Cve),
        ],
    };

    public static Table<ExposureRow> Exposed { get; } = new()
    {
        Name = "exposed", Row = "exposed package", Rows = "exposed packages", WhenEmpty = "No host that you may see lacks it.",
        Columns =
        [
            Column.Text<ExposureRow>("host", "Host", r => r.Host).To(PageAddress.Host) with { IsHeader = true },
            Column.Text<ExposureRow>("site", "Site", r => r.Site).To(PageAddress.Site) with { IsChoice = true },
            Column.Text<ExposureRow>("os", "OS", r => r.Os) with { IsChoice = true },
            Column.Text<ExposureRow>("package", "Package", r => r.Package).To(PageAddress.Package) with { IsChoice = true },
            Column.Text<ExposureRow>("arch", "Architecture", r => r.Arch),
            Column.Version<ExposureRow>("installed", "Installed", r => r.Installed.ToString(), r => r.Installed),
            Column.Version<ExposureRow>("fixed", "Fixed in", r => r.Fixed.ToString(), r => r.Fixed),
            Column.Text<ExposureRow>("advisory", "Advisory", r => r.Advisory).To(PageAddress.Advisory),
            Column.Text<ExposureRow>("version", "Its version", r => r.Version) with { IsChoice = true, Class = "short" },
            Column.Text<ExposureRow>("versionHasIt", "Has the fix", r => r.VersionHasIt ? "yes, not installed" : "no") with { IsChoice = true },
        ],
    };
}
