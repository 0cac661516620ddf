using System.Collections.Immutable;
using GrifErrata.Repositories;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Blocks for packages that became noarch, or stopped being it: in Pan another entry, which nothing else replaces.</summary>
internal static class ArchChangeBlocks
{
    public static IEnumerable<FixBlock> Find(UpdateVersion version, Repository shipped, string osArch)
    {
        foreach (ArchChange change in ArchChanges.Find(version.Packages, [], shipped).OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.To, StringComparer.Ordinal))
        {
            // Of a noarch package that became one for each architecture the OS's own comes.
            if (change.To != "noarch" && change.To != osArch) continue;
            UpdatePackage package = version.Packages.First(p => p.Nevra.Name == change.Name && p.Nevra.Arch == change.To);
            yield return new(FixRule.ArchChange, [new([new(change.Name, null)])], [],
                [new FixAction.Replace(change.Name, [package.Nevra])], [new(change.Name, string.Empty, $"{change.From} became {change.To} with {package.Nevra}")]);
        }
    }
}
