using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Pages.Columns;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Pages;

/// <summary>A host, and what changed on it.</summary>
internal static class HostPages
{
    public static IResult Host(PageRequest request, string name)
    {
        ReaderView view = request.View();
        if (view.Fleet.Host(name) is not { } host) return Missing();
        HostDetail detail = HostDetail.Of(host);
        ImmutableArray<HistoryRow> history = host.Report is null ? [] : HistoryRow.Of(request.Store.HostWithHistory(name)?.Changes ?? []);
        ImmutableArray<InstalledRow> packages = host.Report is { } report ? [.. (request.Store.Packages(report.SetHash) ?? []).Select(InstalledRow.Of)] : [];
        List<Section> sections = [];
        Add("Behind its version", HostTables.Behind, detail.Behind);
        Add("Not as its profile", HostTables.Different, detail.Different);
        Add("Open security fixes", HostTables.Open, detail.Open);
        Add("Ahead of its version", HostTables.Ahead, detail.Ahead);
        Add("In no repository of its OS", HostTables.Unknown, detail.Unknown);
        sections.Add(new("History", request.Table(HostTables.History(name), history)));
        sections.Add(new("All packages", request.Table(HostTables.Packages, packages), IsFolded: true));
        return request.Answer(new()
        {
            Title = host.Name, Current = "/hosts",
            Notices = [.. HostReason.Of(host, view.Now).Select(r => new Notice(r.Verdict, r.Why, r.IsWrong ? "look" : r.Verdict == "right" ? "fine" : string.Empty))],
            Facts = [.. Facts(host)], Sections = [.. sections],
        }, view);

        void Add<T>(string heading, Table<T> table, ImmutableArray<T> rows)
        {
            if (rows.Length > 0) sections.Add(new(heading, request.Table(table, rows)));
        }
    }

    public static IResult Changes(PageRequest request, string name, string? before, string? after)
    {
        ReaderView view = request.View();
        if (view.Fleet.Host(name) is null || request.Store.HostWithHistory(name) is not { } known) return Missing();

        // Only sets that this host had: a set of another host is not the reader's to see.
        if (Change(before) is not { } old || Change(after) is not { } now || Packages(old) is not { } had || Packages(now) is not { } has)
            return PageRequest.Missing("No such change", "The host's history does not hold these two sets, or no longer.");
        return request.Answer(new()
        {
            Title = $"What changed on {name}", Current = "/hosts",
            Facts = [new("Host", name, PageAddress.Host(name)), new("Before", $"{old.SetHash[..12]}, {ShownText.Time(old.Since)}"), new("After", $"{now.SetHash[..12]}, {ShownText.Time(now.Since)}"), new("Kernel", old.Kernel == now.Kernel ? now.Kernel : $"{old.Kernel}, then {now.Kernel}")],
            Sections = [new(string.Empty, request.First(HostTables.Changes, SetChange.Between(had, has)))],
        }, view);

        HostChange? Change(string? hash) => known.Changes.FirstOrDefault(c => c.SetHash == hash);

        ImmutableArray<Nevra>? Packages(HostChange change) => request.Store.Packages(change.SetHash);
    }

    private static IEnumerable<Fact> Facts(FleetHost host)
    {
        yield return new("Site", host.Site ?? "not said", host.Site is { } site ? PageAddress.Site(site) : null);
        yield return new("OS", host.Report is { } named && host.Os is not null ? $"{host.Os} ({named.System})" : host.OsText);
        yield return new("Should have", $"{(host.Version is { } version ? $"version {version}" : "no version")}: {HostReason.Decision(host)}");
        if (host.Followed is not null && host.Followed != host.Version) yield return new("Federation gives", $"version {host.Followed}");
        if (host.Freeze is { } freeze) yield return new("Freeze", $"on {freeze.Version}{(freeze.Kernel is { } kept ? $" and kernel {kept}" : string.Empty)}{(freeze.Until is { } until ? $" until {ShownText.Day(until)}" : string.Empty)}, {freeze.Owner}: {freeze.Reason}", "/freezes");
        if (host.Report is not { } report)
        {
            yield return new("Last seen", "never");
            yield break;
        }

        yield return new("Kernel", $"runs {report.Kernel}{(host.ExpectedKernel is { } expected ? $", should run {expected}" : string.Empty)}{(host.NewerKernel is { } newer ? $", {newer} is installed" : string.Empty)}");
        yield return new("Architecture", report.Arch);
        if (report.Tag is not null) yield return new("Tag", report.Tag);
        yield return new("First seen", ShownText.Time(report.FirstSeen));
        yield return new("Last seen", $"{ShownText.Time(report.LastSeen)}, protocol {report.Protocol.ToString(CultureInfo.InvariantCulture)}, from {report.Reporter}");
        if (report.BadLines > 0) yield return new("Lines that are no package", report.BadLines.ToString(CultureInfo.InvariantCulture));
    }

    private static IResult Missing() => PageRequest.Missing("No such host", "No host of this name has reported or has a profile, or it is of a site that you may not see.");
}
