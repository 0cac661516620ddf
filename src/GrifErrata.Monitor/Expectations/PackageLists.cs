using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GrifErrata.Profiles;

namespace GrifErrata.Monitor.Expectations;

/// <summary>Keeps equal packages, and equal lists of packages, once: the worker nodes of a site are alike, and thousands of profiles would not fit otherwise.</summary>
internal sealed class PackageLists
{
    // What no profile has any more is not worth keeping count of; beginning anew costs only that some lists are there twice for a while.
    private const int Most = 200_000;

    private readonly Dictionary<ImmutableArray<MachinePackage>, ImmutableArray<MachinePackage>> _lists = new(ListComparer.Instance);
    private readonly Dictionary<MachinePackage, MachinePackage> _packages = [];

    /// <summary>The machine with shared packages. Lists that are equal become the same array, so that they can be told to be equal at once.</summary>
    public Machine Share(Machine machine)
    {
        if (_packages.Count > Most) _packages.Clear();
        if (_lists.Count > Most) _lists.Clear();
        if (!_lists.TryGetValue(machine.Packages, out ImmutableArray<MachinePackage> shared))
        {
            shared = [.. machine.Packages.Select(Share)];
            _lists.Add(shared, shared);
        }

        return machine with { Packages = shared };
    }

    private MachinePackage Share(MachinePackage package)
    {
        ref MachinePackage? shared = ref CollectionsMarshal.GetValueRefOrAddDefault(_packages, package, out _);
        return shared ??= package;
    }

    private sealed class ListComparer : IEqualityComparer<ImmutableArray<MachinePackage>>
    {
        public static ListComparer Instance { get; } = new();

        public bool Equals(ImmutableArray<MachinePackage> x, ImmutableArray<MachinePackage> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<MachinePackage> list)
        {
            HashCode code = default;
            foreach (MachinePackage package in list) code.Add(package);
            return code.ToHashCode();
        }
    }
}
