using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Repositories;

namespace GrifErrata.Updates;

/// <summary>All that is known of one OS: what the planner works on.</summary>
/// <param name="Os">The OS.</param>
/// <param name="Base">What the OS release shipped.</param>
/// <param name="Errata">What can be deployed.</param>
/// <param name="Advisories">Advisories, each id once.</param>
/// <param name="Updates">The definitions of its update versions, oldest first.</param>
public sealed record OsErrata(
    OsDefinition Os,
    Repository Base,
    Repository Errata,
    ImmutableArray<Advisory> Advisories,
    ImmutableArray<UpdateDefinition> Updates);
