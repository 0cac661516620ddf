using System.Collections.Immutable;
using GrifErrata.Repositories;

namespace GrifErrata.Updates;

/// <summary>A package that a version carries as noarch where it was built for an architecture before, or the reverse.</summary>
/// <param name="Name">Package name.</param>
/// <param name="From">Architecture before, in the previous version or the base release.</param>
/// <param name="To">Architecture now.</param>
public sealed record ArchChange(string Name, string From, string To);

/// <summary>
/// Finds changes to and from noarch: rpm takes them as an update, but in Pan they are another entry, which <c>pkg_ronly</c>
/// never reaches, so a machine keeps the old package until a person or a fix deletes it.
/// </summary>
internal static class ArchChanges
{
    private const string NoArch = "noarch";

    public static ImmutableArray<ArchChange> Find(
        ImmutableArray<UpdatePackage> packages, ImmutableArray<UpdatePackage> previous, Repository shipped)
    {
        ILookup<string, string> before = previous.Select(p => (p.Nevra.Name, p.Nevra.Arch))
            .Concat(shipped.Packages.Select(p => (p.Nevra.Name, p.Nevra.Arch)))
            .Distinct().ToLookup(p => p.Name, p => p.Arch, StringComparer.Ordinal);
        ImmutableArray<ArchChange>.Builder changes = ImmutableArray.CreateBuilder<ArchChange>();
        foreach (UpdatePackage package in packages)
        {
            (string name, _, string arch) = package.Nevra;
            List<string> old = [.. before[name].Order(StringComparer.Ordinal)];
            if (old.Count == 0 || old.Contains(arch)) continue;
            if (arch == NoArch || old is [NoArch]) changes.Add(new(name, string.Join(", ", old), arch));
        }

        return changes.ToImmutable();
    }
}
