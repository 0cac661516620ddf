using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Monitor.Fleet;

namespace GrifErrata.Monitor.Views;

/// <summary>A security advisory that hosts lack.</summary>
public sealed record AdvisoryRow
{
    /// <summary>Id, for example <c>RHSA-2010:0793</c>.</summary>
    public required string Advisory { get; init; }

    /// <summary>Severity, or null where none is given.</summary>
    public required string? Severity { get; init; }

    /// <summary>Day of publication, UTC.</summary>
    public required DateOnly? Issued { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>CVE ids.</summary>
    public required ImmutableArray<string> Cves { get; init; }

    /// <summary>How many hosts lack it.</summary>
    public required int Exposed { get; init; }

    /// <summary>The first update version of each OS that brings it; empty where none does.</summary>
    public required ImmutableArray<FixedIn> FixedIn { get; init; }

    /// <summary>Those that the hosts lack that a reader sees, the most severe first, then those that most hosts lack.</summary>
    public static ImmutableArray<AdvisoryRow> Exposing(ReaderView view) => view.Once(static fleet => new Rows([.. fleet.Advisories.Select(e => Of(fleet, e.Advisory, e.Hosts.Length))])).Advisories;

    /// <summary>The row of one.</summary>
    public static AdvisoryRow Of(FleetSnapshot fleet, Advisory advisory, int exposed) => new()
    {
        Advisory = advisory.Id, Severity = SeverityWord.Of(advisory.Severity), Issued = advisory.Date is { } date ? DateOnly.FromDateTime(date.UtcDateTime) : null,
        Title = advisory.Title, Cves = advisory.Cves, Exposed = exposed, FixedIn = KnownAdvisories.Of(fleet.Expectation).Versions(advisory.Id),
    };

    private sealed record Rows(ImmutableArray<AdvisoryRow> Advisories);
}
