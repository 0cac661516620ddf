using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>A block of the <c>-fix</c> template that a person wrote, under <c>fix</c> of an update definition.</summary>
/// <param name="When">One of these must hold, each a list of names that a machine must all have; empty: on every machine.</param>
/// <param name="Unless">Names of which a machine may have none.</param>
/// <param name="Add">Packages that come, whether or not the name is there.</param>
/// <param name="Remove">Names that go.</param>
/// <param name="Leave">Names that no generated block touches where this one holds.</param>
/// <param name="Reason">Why.</param>
/// <param name="Location">Where it was written.</param>
public sealed record FixDefinition(
    ImmutableArray<ImmutableArray<string>> When, ImmutableArray<string> Unless, ImmutableArray<FixDefinitionPackage> Add, ImmutableArray<string> Remove,
    ImmutableArray<string> Leave, string Reason, SourceLocation Location);

/// <summary>A package of a <see cref="FixDefinition"/>.</summary>
/// <param name="Nevra">The build.</param>
/// <param name="Location">Where it was written.</param>
public sealed record FixDefinitionPackage(Nevra Nevra, SourceLocation Location);
