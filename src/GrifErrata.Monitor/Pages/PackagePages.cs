using System.Collections.Immutable;
using GrifErrata.Monitor.Pages.Columns;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages;

/// <summary>A package: which hosts have which build; and which packages lag behind.</summary>
internal static class PackagePages
{
    private const int LongestName = 200;

    public static IResult Packages(PageRequest request, string? name)
    {
        if (name?.Trim() is { Length: > 0 and <= LongestName } wanted) return Results.LocalRedirect(PageAddress.Package(wanted));
        ReaderView view = request.View();
        return request.Answer(new()
        {
            Title = "Packages", Current = "/packages", HasPackageForm = true,
            Sections = [new("Packages that lag behind", request.First(FleetTables.Packages, LaggingRow.All(view)))],
        }, view);
    }

    public static IResult Package(PageRequest request, string name)
    {
        ReaderView view = request.View();
        ImmutableArray<PackageRow> rows = name.Length > LongestName ? [] : PackageRow.Of(view.Fleet, request.Store.HostsWithPackage(name, HostFilter.All));
        if (rows.IsEmpty) return PageRequest.Missing("Not installed", "No host that you may see has a package of this name. Names are exact: capital and small letters differ.");
        return request.Answer(new()
        {
            Title = $"Package {name}", Current = "/packages",
            Sections = [new("Builds, the newest first", request.First(FleetTables.Builds, BuildRow.Of(rows))), new("Hosts", request.Table(FleetTables.PackageHosts, rows))],
        }, view);
    }
}
