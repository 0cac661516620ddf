using System.IO.Enumeration;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Selections;

/// <summary>The builds at which the advisories that count are fixed, for a machine's modules and products.</summary>
internal static class WantedFixes
{
    public static IReadOnlyList<WantedFix> Of(
        SelectionRequest request, IEnumerable<Advisory> advisories, ModularPackages modular, ActiveStreams streams, Repository all, DiagnosticBag diagnostics)
    {
        List<WantedFix> fixes = [];
        foreach (Advisory read in advisories)
        {
            Advisory advisory = modular.Complete(read, diagnostics);
            MissingEpochs epochs = new(advisory, [all]);
            List<AdvisoryPackage> packages = [.. advisory.Packages.Where(p => IsOfProduct(request, p) && (p.Modules.IsEmpty || p.Modules.Any(streams.IsActive)))];
            ReportAmbiguous(request, advisory, packages, all, diagnostics);
            fixes.AddRange(packages.Select(p => p.Nevra).Distinct().Select(n => new WantedFix(epochs.Complete(n), advisory)));
            epochs.Report(diagnostics);
        }

        return fixes;
    }

    private static bool IsOfProduct(SelectionRequest request, AdvisoryPackage package) => request.Products.IsEmpty || package.Products.IsEmpty
        || package.Products.Any(product => request.Products.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, product, ignoreCase: false)));

    // Of several versions for several products neither the lowest nor the highest is right (RHSA-2024:0811).
    private static void ReportAmbiguous(SelectionRequest request, Advisory advisory, List<AdvisoryPackage> packages, Repository all, DiagnosticBag diagnostics)
    {
        if (!request.Products.IsEmpty) return;
        List<AdvisoryPackage>? several = packages.Where(p => !p.Products.IsEmpty && all.Packages.Any(a => a.Nevra.Name == p.Nevra.Name))
            .GroupBy(p => PackageKey.Of(p) with { Products = string.Empty }).Select(g => g.DistinctBy(p => p.Nevra.Evr).ToList()).FirstOrDefault(g => g.Count > 1);
        if (several is null) return;
        diagnostics.Add(SelectionDiagnostics.ProductNeeded, advisory.Origin,
            $"{advisory.Id} fixes {several[0].Nevra.Name} at another version for each product: "
            + $"{string.Join(", ", several.Take(4).Select(p => $"{p.Nevra.Evr} for {p.Products[0]}"))}. Say with --product which of them the machine has.");
    }
}
