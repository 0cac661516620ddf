using System.Collections.Immutable;

namespace GrifErrata.Advisories.Oval;

/// <summary>What the criteria above a fix ask for.</summary>
/// <param name="Products">The releases, one of which is enough; empty for any.</param>
/// <param name="Arches">The architectures; empty for any.</param>
/// <param name="Modules">The module streams; empty for none.</param>
internal sealed record OvalScope(ImmutableArray<string> Products, ImmutableArray<string> Arches, ImmutableArray<ModuleStream> Modules)
{
    public static OvalScope Any { get; } = new([], [], []);
}
