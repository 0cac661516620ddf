using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories.Oval;

/// <summary>A definition before its tests are known.</summary>
/// <param name="DefinitionId">The definition's own id.</param>
/// <param name="Class">Its class.</param>
/// <param name="Advisory">What it says besides its packages.</param>
/// <param name="FirstNode">Index of its criteria.</param>
/// <param name="EndNode">Index behind its criteria.</param>
/// <param name="Found">What is wrong with its dates and references, for the message of the advisory.</param>
internal sealed record OvalDefinition(
    string DefinitionId, OvalClass Class, Advisory Advisory, int FirstNode, int EndNode, ImmutableArray<Diagnostic> Found);
