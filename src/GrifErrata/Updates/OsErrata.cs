using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Repositories;

namespace GrifErrata.Updates;

/// <summary>All that is known of one OS: what the planner works on. Made by <see cref="Of"/>.</summary>
/// <param name="Os">The OS.</param>
/// <param name="Base">What the OS release shipped.</param>
/// <param name="Errata">What can be deployed, each build from the time on that <see cref="Availability"/> gives.</param>
/// <param name="Advisories">Advisories, each id once.</param>
/// <param name="Updates">The definitions of its update versions, oldest first.</param>
public sealed record OsErrata(
    OsDefinition Os,
    Repository Base,
    Repository Errata,
    ImmutableArray<Advisory> Advisories,
    ImmutableArray<UpdateDefinition> Updates)
{
    /// <summary>Puts the facts together as they were read.</summary>
    public static OsErrata Of(
        OsDefinition os, Repository shipped, Repository errata, ImmutableArray<Advisory> advisories, ImmutableArray<UpdateDefinition> updates) =>
        new(os, shipped, Availability.Apply(errata, advisories), advisories, updates);

    /// <summary>The facts with each advisory as it was at a time; the same object where none was rewritten since.</summary>
    internal OsErrata AsOf(DateTimeOffset time) => Advisories.All(a => ReferenceEquals(a.AsOf(time), a))
        ? this
        : this with { Advisories = [.. Advisories.Select(a => a.AsOf(time))] };
}
