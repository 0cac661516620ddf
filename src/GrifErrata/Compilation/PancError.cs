using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Compilation;

/// <summary>One error of panc.</summary>
/// <param name="Kind">What panc calls it: <c>parse</c>, <c>syntax</c>, <c>evaluation</c> or <c>validation</c>.</param>
/// <param name="Places">Where it is, the innermost place first, then who included or called that. Line and column are 0 where panc gives none.</param>
/// <param name="Message">What panc says, in one line.</param>
internal sealed record PancError(string Kind, ImmutableArray<SourceLocation> Places, string Message);
