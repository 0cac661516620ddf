using System.Globalization;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages.Columns;

/// <summary>Tables of freezes, kernels, and of how the monitor itself is.</summary>
internal static class StateTables
{
    private const string Look = "look";

    public static Table<FreezeRow> Freezes { get; } = new()
    {
        Name = "freezes", Row = "freeze", Rows = "freezes", WhenEmpty = "Nothing is frozen. `grif-errata freeze` writes a freeze into federation.yaml.",
        Columns =
        [
            Column.Text<FreezeRow>("host", "Host", r => r.Host ?? "whole site") with { IsHeader = true, Address = (r, _) => r.Host is { } host ? PageAddress.Host(host) : null },
            Column.Text<FreezeRow>("site", "Site", r => r.Site).To(PageAddress.Site) with { IsChoice = true },
            Column.Text<FreezeRow>("os", "OS", r => r.Os) with { IsChoice = true },
            Column.Text<FreezeRow>("version", "Version", r => r.Version) with { IsChoice = true, Class = "short" },
            Column.Text<FreezeRow>("kernel", "Kernel", r => r.Kernel) with { Class = "short" },
            Column.Text<FreezeRow>("state", "State", r => r.State) with { IsChoice = true, Tone = r => r.State == "holds" ? string.Empty : Look },
            Column.Day<FreezeRow>("until", "Until", r => r.Until),
            Column.Text<FreezeRow>("owner", "Owner", r => r.Owner) with { IsChoice = true, Class = "short" },
            Column.Text<FreezeRow>("reason", "Reason", r => r.Reason),
            Column.Number<FreezeRow>("hosts", "Hosts", r => r.Hosts),
            Column.Text<FreezeRow>("source", "Written in", r => r.Source) with { IsChoice = true },
        ],
    };

    public static Table<KernelPlanRow> Plans { get; } = new()
    {
        Name = "plans", Row = "site in kernel plans", Rows = "sites in kernel plans", WhenEmpty = "The federation plans no kernel. `grif-errata kernel` writes a plan into federation.yaml.",
        Columns =
        [
            Column.Text<KernelPlanRow>("site", "Site", r => r.Site).To(PageAddress.Site) with { IsHeader = true, IsChoice = true },
            Column.Text<KernelPlanRow>("os", "OS", r => r.Os) with { IsChoice = true },
            Column.Text<KernelPlanRow>("kernel", "Kernel", r => r.Kernel) with { Class = "short" },
            Column.Text<KernelPlanRow>("state", "State", r => r.State) with { IsChoice = true, Tone = r => r.State == "overdue" ? Look : string.Empty },
            Column.Day<KernelPlanRow>("planned", "Planned for", r => r.Planned),
            Column.Day<KernelPlanRow>("done", "Moved on", r => r.Done),
            Column.Number<KernelPlanRow>("days", "Days since fix", r => r.Days),
            Column.Number<KernelPlanRow>("lacks", "Advisories lacked", r => r.Lacks),
            FleetTables.Severity<KernelPlanRow>(r => r.Severity),
            Column.Text<KernelPlanRow>("running", "Hosts that run it", r => string.Create(CultureInfo.InvariantCulture, $"{r.Running} of {r.Hosts}")) with { Class = "short" },
            Column.Text<KernelPlanRow>("owner", "Owner", r => r.Owner) with { Class = "short" },
        ],
    };

    public static Table<KernelRow> Kernels { get; } = new()
    {
        Name = "kernels", Row = "running kernel", Rows = "running kernels", WhenEmpty = "No host has reported yet. Clients report to /feed/ of this address.",
        Columns =
        [
            Column.Text<KernelRow>("site", "Site", r => r.Site).To(PageAddress.Site) with { IsChoice = true },
            Column.Text<KernelRow>("os", "OS", r => r.Os) with { IsChoice = true },
            Column.Version<KernelRow>("kernel", "Kernel", r => r.Kernel, r => Judgements.RunningKernel.EvrOf(r.Kernel)) with { IsHeader = true, Address = (r, _) => PageAddress.Hosts(("kernel", r.Kernel), ("site", r.Site ?? TableView.None)) },
            Column.Number<KernelRow>("hosts", "Hosts", r => r.Hosts),
            Column.Number<KernelRow>("waiting", "Need a reboot", r => r.Waiting) with { Tone = r => r.Waiting > 0 ? Look : string.Empty },
        ],
    };

    public static Table<RefusedRow> Refused { get; } = new()
    {
        Name = "refused", Row = "refused report", Rows = "refused reports", WhenEmpty = "No report was refused.",
        Columns =
        [
            Column.Time<RefusedRow>("time", "Time", r => r.Time) with { IsHeader = true },
            Column.Text<RefusedRow>("reporter", "From", r => r.Reporter),
            Column.Number<RefusedRow>("status", "Status", r => r.Status) with { IsChoice = true },
            Column.Text<RefusedRow>("text", "Why", r => r.Text),
            Column.Text<RefusedRow>("site", "Site", r => r.Site) with { IsChoice = true },
            Column.Text<RefusedRow>("host", "Host", r => r.Host),
        ],
    };

    public static Table<RelayCount> Relays { get; } = new()
    {
        Name = "relays", Row = "upstream server", Rows = "upstream servers", WhenEmpty = "No report is passed on to another server.",
        Columns =
        [
            Column.Text<RelayCount>("upstream", "Upstream", r => r.Upstream) with { IsHeader = true },
            Column.Number<RelayCount>("waiting", "Waiting", r => r.Waiting),
            Column.Time<RelayCount>("oldest", "Oldest since", r => r.Oldest),
            Column.Number<RelayCount>("dropped", "Given up", r => r.Dropped) with { Tone = r => r.Dropped > 0 ? Look : string.Empty },
            Column.Text<RelayCount>("lastError", "Last error", r => r.LastError),
        ],
    };

    public static Table<SourceRow> Sources { get; } = new()
    {
        Name = "sources", Row = "source", Rows = "sources", WhenEmpty = "Neither update versions nor profiles are read, so hosts are not judged: set --input and --profiles.",
        Columns =
        [
            Column.Text<SourceRow>("source", "Source", r => r.Source) with { IsHeader = true },
            Column.Text<SourceRow>("state", "State", r => r.State) with { IsChoice = true, Tone = r => r.State == "good" ? "fine" : Look },
            Column.Number<SourceRow>("count", "Holds", r => r.Count),
            Column.Time<SourceRow>("read", "Last good state", r => r.Read),
            Column.Time<SourceRow>("tried", "Last looked at", r => r.Tried),
            Column.Number<SourceRow>("problems", "Problems", r => r.Problems),
            Column.Text<SourceRow>("place", "Place", r => r.Place),
        ],
    };

    public static Table<TrendDay> Trend { get; } = new()
    {
        Name = "trend", Row = "day", Rows = "days", WhenEmpty = "The trend starts with the first whole day.",
        Columns =
        [
            Column.Day<TrendDay>("day", "Day", r => r.Day) with { IsHeader = true },
            Column.Number<TrendDay>("hosts", "Hosts", r => r.Hosts),
            Column.Number<TrendDay>("right", "Right", r => r.Right),
            Column.Number<TrendDay>("behind", "Behind", r => r.Behind),
            Column.Number<TrendDay>("different", "Different", r => r.Different),
            Column.Number<TrendDay>("silent", "Silent", r => r.Silent),
            Column.Number<TrendDay>("neverReported", "Never reported", r => r.NeverReported),
            Column.Number<TrendDay>("reboot", "Reboot", r => r.Reboot),
            Column.Number<TrendDay>("frozen", "Frozen", r => r.Frozen),
        ],
    };
}
