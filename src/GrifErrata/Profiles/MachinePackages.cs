using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Profiles;

/// <summary>What of a machine's packages is known to the build.</summary>
public static class MachinePackages
{
    /// <summary>The packages with version and architecture.</summary>
    public static ImmutableArray<Nevra> Known(Machine machine) =>
    [
        .. machine.Packages.Where(p => p.Evr is not null && p.Arch is not null).Select(p => new Nevra(p.Name, p.Evr!.Value, p.Arch!)),
    ];
}
