using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage;

/// <summary>A host and its packages of one name.</summary>
/// <param name="Host">As it last reported.</param>
/// <param name="Packages">One or more, in the order of <see cref="SetOrder"/>.</param>
public sealed record HostWithPackages(HostRecord Host, ImmutableArray<Nevra> Packages);
