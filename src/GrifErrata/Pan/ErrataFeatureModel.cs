using System.Collections.Immutable;

namespace GrifErrata.Pan;

/// <summary>What the template of an update version's feature sees. It says nothing of drafts, so releasing a version changes no feature.</summary>
/// <param name="Version">Update version.</param>
/// <param name="Oses">Quattor's NODE_OS_VERSION of each OS that has it, in ordinal order.</param>
public sealed record ErrataFeatureModel(string Version, ImmutableArray<string> Oses);
