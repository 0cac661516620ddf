using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Pages.Columns;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages;

/// <summary>Freezes, kernels, and how the monitor itself is: refused reports, relay, sources.</summary>
internal static class StatePages
{
    private const int MostRefused = 1000;

    public static IResult Freezes(PageRequest request)
    {
        ReaderView view = request.View();
        return request.Answer(new()
        {
            Title = "Freezes", Current = "/freezes", Lead = [$"Machines and sites that stay on a version, those that end first on top. \"Ending\" is within {FreezeRow.EndingDays.ToString(CultureInfo.InvariantCulture)} days."],
            Sections = [new(string.Empty, request.First(StateTables.Freezes, FreezeRow.All(view)))],
        }, view);
    }

    public static IResult Kernels(PageRequest request)
    {
        ReaderView view = request.View();
        const HostVerdict reboot = HostVerdict.KernelBehind | HostVerdict.RebootPending;
        ImmutableArray<FleetHost> waiting = [.. view.Fleet.Hosts.Where(h => (h.Verdict & reboot) != 0)];
        return request.Answer(new()
        {
            Title = "Kernels", Current = "/kernels", Lead = ["A reboot is each site's decision: the federation plans a kernel, and each site says its day."],
            Sections =
            [
                new("Plans of the federation, the overdue first", request.First(StateTables.Plans, KernelPlanRow.All(view))),
                new("Kernels that run", request.Table(StateTables.Kernels, KernelRow.All(view))),
                new("Hosts that need a reboot", request.Table(FleetTables.Hosts, HostRow.Of(waiting))),
            ],
        }, view);
    }

    public static IResult Refused(PageRequest request)
    {
        ReaderView view = request.View();
        ImmutableArray<RefusedRow> rows = [.. request.Store.Refused(MostRefused).Where(r => view.Scope.Sees(r.Site))];
        ImmutableArray<RefusedCount> counts = view.Scope.All ? request.Store.RefusedCounts() : [];
        return request.Answer(new()
        {
            Title = "Refused reports", Current = "/refused", Lead = ["The last reports that were refused. What is refused changes nothing."],
            Facts = [.. counts.Select(c => new Fact($"Status {c.Status.ToString(CultureInfo.InvariantCulture)}", $"{c.Count.ToString("N0", CultureInfo.InvariantCulture)} since the database was made"))],
            Sections = [new(string.Empty, request.First(StateTables.Refused, rows))],
        }, view);
    }

    public static IResult Relay(PageRequest request)
    {
        ReaderView view = request.View();
        if (!view.Scope.All) return PageRequest.Missing("Not shown", "The queues are of the whole federation; a token of the federation shows them.");
        return request.Answer(new()
        {
            Title = "Relay", Current = "/relay", Lead = ["Reports that are passed on to other servers, unchanged, and wait there."],
            Sections = [new(string.Empty, request.First(StateTables.Relays, request.Store.RelayCounts()))],
        }, view);
    }

    public static IResult Sources(PageRequest request)
    {
        ReaderView view = request.View();
        ImmutableArray<SourceRow> rows = SourceRow.All(view);
        return request.Answer(new()
        {
            Title = "Sources", Current = "/sources", Lead = ["What hosts are held against. Where something cannot be read, its last good state stays in use."],
            Notices = [.. rows.SelectMany(s => s.Problem.Select(p => new Notice(s.Source, p, "look")))],
            Sections = [new(string.Empty, request.First(StateTables.Sources, rows))],
        }, view);
    }
}
