using System.Collections.Immutable;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Pages.Columns;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages;

/// <summary>The overview, a site, and the list of hosts.</summary>
internal static class FleetPages
{
    public static IResult Overview(PageRequest request)
    {
        ReaderView view = request.View();
        FleetSnapshot fleet = view.Fleet;
        ImmutableArray<TrendDay> trend = TrendDay.Of(view, request.Store);
        return request.Answer(new()
        {
            Title = "Overview", Current = "/", Tiles = Tiles(fleet.Counts), Trend = trend,
            Lead = fleet.Hosts.IsEmpty ? ["No host has reported yet, and no profile is known. Clients report to /feed/ of this address."] : [],
            Notices = Attention.Of(view),
            Sections =
            [
                new("Sites", request.First(FleetTables.Sites, [.. fleet.Sites.Select(CountsRow.Of)])),
                new("Operating systems", request.Table(FleetTables.Oses, [.. fleet.Oses.Select(CountsRow.Of)])),
                new("Sources", request.Table(StateTables.Sources, SourceRow.All(view))),
                new("Trend as a table", request.Table(StateTables.Trend, [.. trend.Reverse()]), IsFolded: true),
            ],
        }, view);
    }

    public static IResult Site(PageRequest request, string name)
    {
        ReaderView view = request.View();
        Federation.Site? known = view.Fleet.Expectation.Federation?.Sites.FirstOrDefault(s => s.Name == name);
        ImmutableArray<FleetHost> hosts = [.. view.Fleet.Hosts.Where(h => h.Site == name)];
        if (hosts.IsEmpty && (known is null || !view.Scope.Sees(name))) return PageRequest.Missing("No such site", "No host of this site is known, and federation.yaml does not name it.");
        FleetSnapshot fleet = new(hosts, view.Fleet.Expectation, view.Fleet.Time);
        ImmutableArray<TrendDay> trend = TrendDay.Of(view, request.Store, name);
        return request.Answer(new()
        {
            Title = $"Site {name}", Tiles = Tiles(fleet.Counts, ("site", name)), Trend = trend,
            Notices = Attention.Of(view with { Fleet = fleet }, name),
            Facts = known is null ? [] : [new("Follows", $"stage {known.Stage}"), new("Contact", known.Contact)],
            Sections =
            [
                new("Hosts", request.First(FleetTables.Hosts, HostRow.Of(hosts))),
                new("Operating systems", request.Table(FleetTables.Oses, [.. fleet.Oses.Select(CountsRow.Of)])),
                new("Freezes", request.Table(StateTables.Freezes, [.. FreezeRow.All(view).Where(f => f.Site == name)])),
                new("Kernel plans", request.Table(StateTables.Plans, [.. KernelPlanRow.All(view).Where(p => p.Site == name)])),
                new("Trend as a table", request.Table(StateTables.Trend, [.. trend.Reverse()]), IsFolded: true),
            ],
        }, view);
    }

    public static IResult Hosts(PageRequest request)
    {
        ReaderView view = request.View();
        return request.Answer(new() { Title = "Hosts", Current = "/hosts", Sections = [new(string.Empty, request.First(FleetTables.Hosts, HostRow.All(view)))] }, view);
    }

    private static ImmutableArray<Tile> Tiles(FleetCounts counts, params ImmutableArray<(string Key, string Value)> filter)
    {
        return
        [
            new(counts.Hosts, counts.Hosts == 1 ? "host" : "hosts", PageAddress.Hosts(filter.AsSpan()), string.Empty),
            Of(counts.Right, "right", "right", "fine"),
            Verdict(counts.Forgotten, HostVerdict.Forgotten, "forgotten"), Verdict(counts.Behind, HostVerdict.Behind, "behind"), Verdict(counts.Different, HostVerdict.Different, "different"),
            Verdict(counts.Silent, HostVerdict.Silent, "silent"), Verdict(counts.NeverReported, HostVerdict.NeverReported, "never reported"),
            Of(counts.Reboot, "need a reboot", FleetTables.RebootFilter, Look(counts.Reboot)),
            Verdict(counts.Strangers, HostVerdict.Stranger, "strangers"),
            Of(counts.Frozen, "frozen", VerdictWords.Word(HostVerdict.Frozen), string.Empty),
            Of(counts.NotJudged, "not judged", VerdictWords.Word(HostVerdict.NotJudged), string.Empty),
            new(counts.Critical, "critical open", PageAddress.Hosts([.. filter, ("severity", "critical")]), Look(counts.Critical)),
        ];

        Tile Verdict(int count, HostVerdict verdict, string word) => Of(count, word, VerdictWords.Word(verdict), Look(count));

        Tile Of(int count, string word, string verdict, string tone) => new(count, word, PageAddress.Hosts([.. filter, ("verdict", verdict)]), tone);

        static string Look(int count) => count > 0 ? "look" : string.Empty;
    }
}
