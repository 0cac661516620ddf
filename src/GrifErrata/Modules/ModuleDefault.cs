using GrifErrata.Diagnostics;

namespace GrifErrata.Modules;

/// <summary>The stream of a module that is active where nobody enabled one: a <c>modulemd-defaults</c> document.</summary>
/// <param name="Name">Module.</param>
/// <param name="Stream">Stream, as text; null where the module has no default stream.</param>
/// <param name="Origin">Where the document starts.</param>
public sealed record ModuleDefault(string Name, string? Stream, SourceLocation Origin);
