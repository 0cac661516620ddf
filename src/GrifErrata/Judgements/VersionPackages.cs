using System.Collections.Frozen;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Judgements;

/// <summary>The packages of an update version, to be asked for by an installed build.</summary>
internal sealed class VersionPackages(UpdateVersion version)
{
    private readonly FrozenDictionary<string, Nevra[]> _packages = version.Packages.Select(p => p.Nevra)
        .GroupBy(n => n.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    public UpdateVersion Version => version;

    /// <summary>What the version sets in the place of an installed build: the same architecture, or, where the package became noarch or stopped being it, the
    /// only one that it has; null where it sets nothing.</summary>
    public Nevra? Of(Nevra installed)
    {
        if (!_packages.TryGetValue(installed.Name, out Nevra[]? builds)) return null;
        return Array.Find(builds, b => b.Arch == installed.Arch)
            ?? (builds is [var only] && (only.Arch == Architectures.None || installed.Arch == Architectures.None) ? only : null);
    }

    /// <summary>Whether the version sets this very build.</summary>
    public bool Has(Nevra package) => _packages.TryGetValue(package.Name, out Nevra[]? builds)
        && Array.Exists(builds, b => b.Arch == package.Arch && Fix.Compare(b.Evr, package.Evr) == 0);
}
