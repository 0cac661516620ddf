using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Access;

namespace GrifErrata.Monitor.Pages;

/// <summary>Where each page is.</summary>
internal static class PageEndpoints
{
    /// <summary>Maps all pages; each is also its tables as CSV and JSON. They need Razor components among the services.</summary>
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/icon.svg", () => TypedResults.Text(Icon.Svg, "image/svg+xml")).OpenToAll().ExcludeFromDescription();
        RouteGroupBuilder pages = app.MapGroup(string.Empty).ExcludeFromDescription();
        pages.MapGet("/", ([AsParameters] PageRequest request) => FleetPages.Overview(request));
        pages.MapGet("/sites/{name}", ([AsParameters] PageRequest request, string name) => FleetPages.Site(request, name));
        pages.MapGet("/hosts.csv", ([AsParameters] PageRequest request) => FleetPages.Hosts(request));
        pages.MapGet("/hosts.json", ([AsParameters] PageRequest request) => FleetPages.Hosts(request));
        pages.MapGet("/hosts", ([AsParameters] PageRequest request) => FleetPages.Hosts(request));
        pages.MapGet("/hosts/{name}", ([AsParameters] PageRequest request, string name) => HostPages.Host(request, name));
        pages.MapGet("/hosts/{name}/changes", ([AsParameters] PageRequest request, string name, string? before, string? after) => HostPages.Changes(request, name, before, after));
        pages.MapGet("/packages", ([AsParameters] PageRequest request, string? name) => PackagePages.Packages(request, name));
        pages.MapGet("/packages/{name}", ([AsParameters] PageRequest request, string name) => PackagePages.Package(request, name));
        pages.MapGet("/advisories", ([AsParameters] PageRequest request) => FixPages.Advisories(request));
        pages.MapGet("/advisories/{id}", ([AsParameters] PageRequest request, string id) => FixPages.Advisory(request, id));
        pages.MapGet("/cves/{id}", ([AsParameters] PageRequest request, string id) => FixPages.Cve(request, id));
        pages.MapGet("/freezes", ([AsParameters] PageRequest request) => StatePages.Freezes(request));
        pages.MapGet("/kernels", ([AsParameters] PageRequest request) => StatePages.Kernels(request));
        pages.MapGet("/refused", async ([AsParameters] PageRequest request, RefusedWriter writer) =>
        {
            await writer.FlushAsync(request.Context.RequestAborted);
            return StatePages.Refused(request);
        });
        pages.MapGet("/relay", ([AsParameters] PageRequest request) => StatePages.Relay(request));
        pages.MapGet("/sources", ([AsParameters] PageRequest request) => StatePages.Sources(request));
        pages.MapFallback((HttpContext _) => PageRequest.Missing("No such page", "Nothing is at this address. The pages are listed above."));
    }
}
