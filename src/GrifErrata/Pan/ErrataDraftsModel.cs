using System.Collections.Immutable;

namespace GrifErrata.Pan;

/// <summary>What the template sees that keeps drafts away from machines other than those of the first stage.</summary>
/// <param name="Oses">The OSes that have a draft, in ordinal order.</param>
public sealed record ErrataDraftsModel(ImmutableArray<ErrataDrafts> Oses);

/// <summary>The drafts of an OS.</summary>
/// <param name="Os">NODE_OS_VERSION.</param>
/// <param name="Versions">Update versions, oldest first.</param>
public sealed record ErrataDrafts(string Os, ImmutableArray<string> Versions);
