using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Modules;

/// <summary>One build of a module stream: a <c>modulemd</c> document, version 2.</summary>
/// <param name="Stream">Name, stream, version, context and architecture; context and architecture are empty where the document has none.</param>
/// <param name="Artifacts">The packages of the build, in the document's order; their epochs are always known.</param>
/// <param name="Origin">Where the document starts.</param>
public sealed record Module(ModuleStream Stream, ImmutableArray<Nevra> Artifacts, SourceLocation Origin);
