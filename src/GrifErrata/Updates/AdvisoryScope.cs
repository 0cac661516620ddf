using System.Collections.Immutable;
using System.IO.Enumeration;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>
/// Takes of each advisory what is about one OS: of a fix at several versions the one of the OS's product, and for a fix whose feed names no
/// architecture those in which the OS has the package.
/// </summary>
internal sealed class AdvisoryScope(OsDefinition os, Repository shipped, Repository errata)
{
    private readonly ArchitectureSet _arches = ArchitectureSet.Of(os.Arch)!;
    private readonly HashSet<string> _names = [.. shipped.NamesAndArchitectures.Concat(errata.NamesAndArchitectures).Select(k => k.Name)];

    /// <summary>The advisories with the packages of the OS's product.</summary>
    /// <param name="advisories">As they were read and merged.</param>
    /// <param name="diagnostics">Takes an error where a fix depends on the product and <c>os.yaml</c> names none.</param>
    public ImmutableArray<Advisory> Of(ImmutableArray<Advisory> advisories, DiagnosticBag diagnostics)
    {
        if (os.Products.IsEmpty) ReportAmbiguous(advisories, diagnostics);
        return [.. advisories.Select(OfOs)];
    }

    private Advisory OfOs(Advisory advisory)
    {
        Advisory scoped = WithArches(os.Products.IsEmpty ? advisory : OfProduct(advisory));
        return scoped.Before is null ? scoped : scoped with { Before = OfOs(scoped.Before) };
    }

    private Advisory OfProduct(Advisory advisory) => advisory.Packages.All(IsOfProduct) ? advisory : advisory with { Packages = [.. advisory.Packages.Where(IsOfProduct)] };

    private bool IsOfProduct(AdvisoryPackage package) => package.Products.IsEmpty
        || package.Products.Any(product => os.Products.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, product, ignoreCase: false)));

    private void ReportAmbiguous(ImmutableArray<Advisory> advisories, DiagnosticBag diagnostics)
    {
        List<(Advisory Advisory, List<AdvisoryPackage> Packages)> ambiguous = [];
        foreach (Advisory advisory in advisories)
        {
            List<AdvisoryPackage>? several = advisory.Packages.Where(p => !p.Products.IsEmpty && _names.Contains(p.Nevra.Name))
                .GroupBy(p => PackageKey.Of(p) with { Products = string.Empty })
                .Select(g => g.DistinctBy(p => p.Nevra.Evr).OrderBy(p => p.Nevra.Evr).ToList()).FirstOrDefault(g => g.Count > 1);
            if (several is not null) ambiguous.Add((advisory, several));
        }

        if (ambiguous.Count == 0) return;
        (Advisory first, List<AdvisoryPackage> packages) = ambiguous[0];
        string more = ambiguous.Count > 1 ? $" {ambiguous.Count - 1} more advisories are alike." : string.Empty;
        diagnostics.Add(PlanDiagnostics.ProductNeeded, os.Location,
            $"{first.Id} fixes {packages[0].Nevra.Name} at another version for each product: "
            + $"{string.Join(", ", packages.Take(4).Select(p => $"{p.Nevra.Evr} for {p.Products[0]}"))}.{more} Say with `products` in os.yaml which of them this OS is.");
    }

    private Advisory WithArches(Advisory advisory)
    {
        if (advisory.Packages.All(p => p.Nevra.Arch.Length > 0)) return advisory;
        return advisory with
        {
            Packages =
            [
                .. advisory.Packages.SelectMany(package => package.Nevra.Arch.Length > 0
                    ? [package]
                    : ArchesOf(package.Nevra.Name).Select(arch => package with { Nevra = package.Nevra with { Arch = arch } })),
            ],
        };
    }

    // A package that no repository has keeps the OS's own architecture, so that it is listed as not deployable.
    private List<string> ArchesOf(string name)
    {
        List<string> arches = [.. _arches.All.Where(arch => shipped.Newest(name, arch) is not null || errata.Newest(name, arch) is not null)];
        return arches.Count > 0 ? arches : [os.Arch];
    }
}
