using System.Collections.Immutable;
using GrifErrata.Monitor.Expectations;

namespace GrifErrata.Monitor.Views;

/// <summary>A place that expectations are read from.</summary>
/// <param name="Source">What it holds.</param>
/// <param name="Place">Folder or address; null for readers of single sites.</param>
/// <param name="State"><c>good</c>, <c>problems</c> (the last good state of what could not be read stays in use), or <c>unread</c>.</param>
/// <param name="Count">How many versions or profiles it holds.</param>
/// <param name="Read">When what is shown was read, UTC; null where nothing could be.</param>
/// <param name="Tried">When it was last looked at, UTC.</param>
/// <param name="Problems">How many problems there are.</param>
/// <param name="Problem">The first ones in words; none for readers of single sites.</param>
public sealed record SourceRow(
    string Source, string? Place, string State, int Count, DateTimeOffset? Read, DateTimeOffset? Tried, int Problems, ImmutableArray<string> Problem)
{
    /// <summary>All.</summary>
    public static ImmutableArray<SourceRow> All(ReaderView view) =>
    [
        .. view.Fleet.Expectation.Sources.Select(s => new SourceRow(s.Name, view.Scope.All ? s.Place : null, StateOf(s), s.Count, s.Read, s.Tried, s.ProblemCount, view.Scope.All ? s.Problems : [])),
    ];

    private static string StateOf(SourceState source) => source.Read is null ? "unread" : source.ProblemCount > 0 ? "problems" : "good";
}
