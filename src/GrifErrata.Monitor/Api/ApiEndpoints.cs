using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Pages.Columns;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GrifErrata.Monitor.Api;

/// <summary>The data of the pages for programs: JSON under <c>/api/v1/</c>, and what builds read under <c>/api/quattor/</c>.</summary>
internal static class ApiEndpoints
{
    private const int MostRefused = 1000;

    /// <summary>Maps all of them, and the document that describes them.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        RouteGroupBuilder v1 = app.MapGroup("/api/v1").WithTags("fleet").AddEndpointFilter<SnapshotTag>();
        v1.MapGet("/fleet", Fleet).WithSummary("How many hosts have which verdict: in all, by site, by OS, and in the last 90 days.");
        v1.MapGet("/hosts", ([AsParameters] ApiRequest request, [AsParameters] ListFilter filter, [AsParameters] HostFilterQuery hosts) => request.List(FleetTables.Hosts, HostRow.All))
            .WithSummary("Hosts.");
        v1.MapGet("/hosts/{name}", Host).WithSummary("A host: its differences, history and packages.");
        v1.MapGet("/packages", ([AsParameters] ApiRequest request, [AsParameters] ListFilter filter) => request.List(FleetTables.Packages, LaggingRow.All))
            .WithSummary("Packages that lag behind on some host.");
        v1.MapGet("/packages/{name}", Package).WithSummary("Which hosts have which build of a package.");
        v1.MapGet("/advisories", ([AsParameters] ApiRequest request, [AsParameters] ListFilter filter) => request.List(FixTables.Advisories, AdvisoryRow.Exposing))
            .WithSummary("Security advisories that some host lacks, the most severe first.");
        v1.MapGet("/advisories/{id}", (string id, [AsParameters] ApiRequest request) => Exposure(request, k => k.WithId(id))).WithSummary("Who lacks an advisory.");
        v1.MapGet("/cves/{id}", (string id, [AsParameters] ApiRequest request) => Exposure(request, k => k.WithCve(id))).WithSummary("Who is exposed to a CVE.");
        v1.MapGet("/freezes", ([AsParameters] ApiRequest request, [AsParameters] ListFilter filter) => request.List(StateTables.Freezes, FreezeRow.All))
            .WithSummary("Freezes, those that end first on top.");
        v1.MapGet("/kernels", Kernels).WithSummary("Kernel plans, and the kernels that run.");
        v1.MapGet("/sources", ([AsParameters] ApiRequest request, [AsParameters] ListFilter filter) => request.List(StateTables.Sources, SourceRow.All))
            .WithSummary("What hosts are held against, and how fresh it is.");

        RouteGroupBuilder now = app.MapGroup("/api/v1").WithTags("fleet");
        now.MapGet("/refused", ([AsParameters] ApiRequest request, [AsParameters] ListFilter filter) => Refused(request)).WithSummary("The last refused reports, newest first.");
        now.MapGet("/relay", ([AsParameters] ApiRequest request) => new ListAnswer<RelayCount>(request.Time.GetUtcNow(), request.Store.RelayCounts().Length, request.Store.RelayCounts()))
            .ForAllSites().WithSummary("The queues of upstream servers.");

        RouteGroupBuilder quattor = app.MapGroup("/api/quattor").WithTags("quattor").AddEndpointFilter<SnapshotTag>();
        quattor.MapGet("/hosts", ([AsParameters] ApiRequest request) => QuattorHosts.Of(request.View())).WithSummary("How hosts are, for builds and reviews.");
        quattor.MapGet("/versions", ([AsParameters] ApiRequest request) => QuattorVersions.Of(request.View())).WithSummary("Update versions that are in use by a host or a freeze.");
    }

    private static FleetAnswer Fleet([AsParameters] ApiRequest request)
    {
        ReaderView view = request.View();
        return new(view.Fleet.Time, CountsRow.Of(null, view.Fleet.Counts), [.. view.Fleet.Sites.Select(CountsRow.Of)], [.. view.Fleet.Oses.Select(CountsRow.Of)], TrendDay.Of(view, request.Store));
    }

    private static Results<Ok<HostAnswer>, NotFound<ApiError>> Host(string name, [AsParameters] ApiRequest request)
    {
        ReaderView view = request.View();
        if (view.Fleet.Host(name) is not { } host) return Missing("No host of this name is known, or it is of a site that you may not see.");
        return TypedResults.Ok(new HostAnswer(
            view.Fleet.Time, HostDetail.Of(host), HostReason.Of(host, view.Now), host.Report is null ? [] : HistoryRow.Of(request.Store.HostWithHistory(name)?.Changes ?? []),
            host.Report is { } report ? [.. (request.Store.Packages(report.SetHash) ?? []).Select(InstalledRow.Of)] : []));
    }

    private static Results<Ok<PackageAnswer>, NotFound<ApiError>> Package(string name, [AsParameters] ApiRequest request)
    {
        ReaderView view = request.View();
        ImmutableArray<PackageRow> rows = PackageRow.Of(view.Fleet, request.Store.HostsWithPackage(name, HostFilter.All));
        return rows.IsEmpty ? Missing("No host that you may see has a package of this name.") : TypedResults.Ok(new PackageAnswer(view.Fleet.Time, name, BuildRow.Of(rows), rows));
    }

    private static Results<Ok<ExposureAnswer>, NotFound<ApiError>> Exposure(ApiRequest request, Func<KnownAdvisories, ImmutableArray<Advisory>> which)
    {
        ReaderView view = request.View();
        ImmutableArray<Advisory> advisories = which(KnownAdvisories.Of(view.Fleet.Expectation));
        if (advisories.IsEmpty) return Missing("None of the sources that are read knows it.");
        ImmutableArray<ExposureRow> rows = ExposureRow.Of(view.Fleet, advisories.Select(a => a.Id).ToHashSet(StringComparer.Ordinal));
        return TypedResults.Ok(new ExposureAnswer(
            view.Fleet.Time, [.. advisories.Select(a => AdvisoryRow.Of(view.Fleet, a, rows.Where(r => r.Advisory == a.Id).Select(r => r.Host).Distinct(StringComparer.Ordinal).Count()))], rows));
    }

    private static ListAnswer<RefusedRow> Refused(ApiRequest request) => request.List(StateTables.Refused, view => [.. request.Store.Refused(MostRefused).Where(r => view.Scope.Sees(r.Site))]);

    private static KernelsAnswer Kernels([AsParameters] ApiRequest request)
    {
        ReaderView view = request.View();
        return new(view.Fleet.Time, KernelPlanRow.All(view), KernelRow.All(view));
    }

    private static NotFound<ApiError> Missing(string error) => TypedResults.NotFound(new ApiError(error));
}
