using System.Collections.Immutable;
using System.ComponentModel;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;
using Microsoft.AspNetCore.Mvc;

namespace GrifErrata.Monitor.Api;

/// <summary>A request, with what its answer is made of.</summary>
internal readonly record struct ApiRequest(HttpContext Context, [property: FromServices] IFleet Fleet, [property: FromServices] IMonitorStore Store, [property: FromServices] TimeProvider Time)
{
    public ReaderView View() => ReaderView.Of(Context, Fleet, Time);

    /// <summary>The rows that the request asks for.</summary>
    public ListAnswer<T> List<T>(Table<T> table, Func<ReaderView, ImmutableArray<T>> all)
    {
        ReaderView view = View();
        ImmutableArray<T> rows = all(view);
        return new(view.Fleet.Time, rows.Length, table.Select(TableQuery.Of(Context.Request), rows));
    }
}

/// <summary>What rows of a list must have; a name that is given several times is met by any of its values.</summary>
internal readonly record struct ListFilter(
    [property: FromQuery(Name = "find"), Description("A text that one of the row's values contains, whatever the case.")] string? Find,
    [property: FromQuery(Name = "sort"), Description("The column that orders the rows, with a hyphen before it for downwards.")] string? Sort);

/// <summary>What hosts must have.</summary>
internal readonly record struct HostFilterQuery(
    [property: FromQuery(Name = "verdict"), Description("A verdict in words, for example `forgotten`.")] string[]? Verdict,
    [property: FromQuery(Name = "site"), Description("The site; `none` for hosts of none.")] string[]? Site,
    [property: FromQuery(Name = "os"), Description("The OS.")] string[]? Os,
    [property: FromQuery(Name = "version"), Description("The update version that they should have.")] string[]? Version);
