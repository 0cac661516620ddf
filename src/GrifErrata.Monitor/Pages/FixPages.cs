using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Monitor.Pages.Columns;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages;

/// <summary>Advisories and CVEs: who is exposed, and which version of ours brings the fix.</summary>
internal static class FixPages
{
    public static IResult Advisories(PageRequest request)
    {
        ReaderView view = request.View();
        return request.Answer(new()
        {
            Title = "Advisories", Current = "/advisories", Lead = ["Security advisories that at least one host lacks, the most severe first."],
            Sections = [new(string.Empty, request.First(FixTables.Advisories, AdvisoryRow.Exposing(view)))],
        }, view);
    }

    public static IResult Advisory(PageRequest request, string id)
    {
        ReaderView view = request.View();
        ImmutableArray<Advisory> advisories = KnownAdvisories.Of(view.Fleet.Expectation).WithId(id);
        if (advisories.IsEmpty) return PageRequest.Missing("No such advisory", "None of the sources that are read has an advisory of this id.");
        Advisory first = advisories[0];
        return Exposure(request, view, first.Id, advisories,
        [
            new("Title", first.Title), new("Severity", SeverityWord.Of(first.Severity) ?? "not rated"), new("Published", first.Date is { } date ? ShownText.Time(date) : null),
            new("CVEs", Links([.. advisories.SelectMany(a => a.Cves).Distinct(StringComparer.Ordinal)], PageAddress.Cve)),
        ]);
    }

    public static IResult Cve(PageRequest request, string id)
    {
        ReaderView view = request.View();
        ImmutableArray<Advisory> advisories = KnownAdvisories.Of(view.Fleet.Expectation).WithCve(id);
        if (advisories.IsEmpty) return PageRequest.Missing("No such CVE", "No advisory of the sources that are read names this CVE.");
        return Exposure(request, view, id, advisories,
        [
            new("Severity", SeverityWord.Of(advisories.Max(a => a.Severity)) ?? "not rated"),
            new("Advisories", Links([.. advisories.Select(a => a.Id).Distinct(StringComparer.Ordinal)], PageAddress.Advisory)),
        ]);
    }

    private static IResult Exposure(PageRequest request, ReaderView view, string title, ImmutableArray<Advisory> advisories, ImmutableArray<Fact> facts)
    {
        HashSet<string> ids = new(advisories.Select(a => a.Id), StringComparer.Ordinal);
        ImmutableArray<ExposureRow> rows = ExposureRow.Of(view.Fleet, ids);
        int hosts = rows.Select(r => r.Host).Distinct(StringComparer.Ordinal).Count();
        ImmutableArray<FixedIn> versions = [.. ids.SelectMany(i => KnownAdvisories.Of(view.Fleet.Expectation).Versions(i)).Distinct()];
        return request.Answer(new()
        {
            Title = title, Current = "/advisories",
            Notices = [new(hosts == 0 ? "nobody exposed" : "exposed", hosts == 0 ? "No host that you may see lacks it." : hosts == 1 ? "One host lacks it." : $"{hosts.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} hosts lack it.", hosts == 0 ? "fine" : "look")],
            Facts =
            [
                .. facts,
                new("Our version", versions.IsEmpty ? "no update version brings it; a kernel is held back and comes by a kernel plan" : string.Join(", ", versions)),
                new("Fixed packages", [.. advisories.SelectMany(a => a.Packages).Select(p => p.Nevra).Where(n => n.Arch != "src").DistinctBy(n => (n.Name, n.Evr)).Select(n => new TableLink($"{n.Name}-{n.Evr}", PageAddress.Package(n.Name)))]),
            ],
            Sections = [new("Who is exposed", request.First(FixTables.Exposed, rows))],
        }, view);
    }

    private static ImmutableArray<TableLink> Links(ImmutableArray<string> ids, Func<string, string> address) => ids.IsEmpty ? [new("none named", null)] : [.. ids.Select(i => new TableLink(ShownText.Of(i), address(i)))];
}
