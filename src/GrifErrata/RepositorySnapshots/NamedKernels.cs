using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>The kernels that machines of a version run: a snapshot holds no others, because machines take the newest that they see.</summary>
public static class NamedKernels
{
    /// <summary>The kernels, as <c>version-release</c> in ordinal order, each with who names it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="os">Name of the OS's folder.</param>
    /// <param name="federation">The federation, or null.</param>
    /// <param name="further">Further ones, named by the caller.</param>
    public static ImmutableSortedDictionary<string, string> Of(UpdateDefinition version, string os, FederationDefinition? federation, IEnumerable<string> further)
    {
        ImmutableSortedDictionary<string, string>.Builder named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        void Add(string? kernel, string by)
        {
            if (kernel is not null) named.TryAdd(kernel, by);
        }

        Add(version.Kernel?.Version, $"update version {version.Version}");
        foreach (Freeze freeze in (federation?.Freezes ?? []).Where(f => f.Os == os && f.Version == version.Version))
            Add(freeze.Kernel, $"the freeze of {freeze.Host ?? freeze.Site}");
        foreach (KernelPlan plan in (federation?.Kernels ?? []).Where(p => p.Os == os && p.Sites.Any(s => s.Done is null)))
        {
            if (plan.Version == version.Version) Add(plan.Kernel, "an open kernel plan");
            foreach (KernelPlanSite site in plan.Sites.Where(s => s.Done is null && s.Version == version.Version))
                Add(site.Kernel, $"{site.Site} in an open kernel plan");
        }

        foreach (string kernel in further) Add(kernel, "--kernel");
        return named.ToImmutable();
    }
}
