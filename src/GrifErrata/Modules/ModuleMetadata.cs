using System.Collections.Immutable;

namespace GrifErrata.Modules;

/// <summary>What modules.yaml says.</summary>
/// <param name="Modules">The builds, in the file's order.</param>
/// <param name="Defaults">The default streams, in the file's order.</param>
public sealed record ModuleMetadata(ImmutableArray<Module> Modules, ImmutableArray<ModuleDefault> Defaults)
{
    /// <summary>A repository without modules.</summary>
    public static ModuleMetadata Empty { get; } = new([], []);

    /// <summary>All modules of several repositories.</summary>
    public static ModuleMetadata Join(IEnumerable<ModuleMetadata> all)
    {
        List<ModuleMetadata> parts = [.. all];
        return new([.. parts.SelectMany(p => p.Modules)], [.. parts.SelectMany(p => p.Defaults)]);
    }
}
