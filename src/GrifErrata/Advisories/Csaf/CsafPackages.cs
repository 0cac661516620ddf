using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Csaf;

/// <summary>Makes packages of the ids that a document lists as fixed.</summary>
internal sealed class CsafPackages(string advisory, CsafProducts products, DiagnosticBag diagnostics)
{
    private readonly Dictionary<(Nevra Rpm, ModuleStream? Module), int> _indexes = new(products.Fixed.Count);
    private readonly List<(AdvisoryPackage Package, List<string>? More)> _packages = new(products.Fixed.Count);
    private ImmutableArray<string> _lastProduct = [string.Empty];

    /// <summary>The packages in the order of the fixed ids; one that fixes several products once, with all of them in ordinal order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ImmutableArray<AdvisoryPackage> Of(SourceLocation origin)
    {
        int others = 0;
        HashSet<string> unresolved = new(StringComparer.Ordinal), withoutEpoch = new(StringComparer.Ordinal), refused = new(StringComparer.Ordinal);
        foreach (int number in products.Fixed)
        {
            CsafResolution resolution = products.Resolve(number);
            if (!resolution.IsFound && products.Texts.String(number) is var id && LooksLikeRpm(id)) unresolved.Add(id);
            else if (resolution.Component is not { IsRpm: true } component) others++;
            else if (component.Refusal is { } refusal) refused.Add(refusal);
            else if (component.Rpm is null) withoutEpoch.Add(products.Texts.String(number));
            else Add((component.Rpm, component.Module), resolution.Product);
        }

        foreach (string refusal in refused) diagnostics.Add(AdvisoryDiagnostics.RefusedPackage, origin, $"Advisory {advisory} {refusal}");
        Report(AdvisoryDiagnostics.Unresolved, unresolved, origin,
            "as fixed, which the product tree does not hold, or which is a component of itself. Fetch the document again, or ask the publisher to correct it.");
        Report(AdvisoryDiagnostics.NoEpoch, withoutEpoch, origin,
            "as fixed without an epoch and without a purl, so it is not known which version fixes it. Ask the publisher to correct it.");
        if (others > 0)
        {
            diagnostics.Add(AdvisoryDiagnostics.NoRpms, origin,
                $"Advisory {advisory} lists {others} fixed products that are no RPMs (containers and the like). They are skipped; nothing needs to be done unless one is yours.");
        }

        AdvisoryPackage[] packages = new AdvisoryPackage[_packages.Count];
        for (int i = 0; i < packages.Length; i++)
        {
            (AdvisoryPackage package, List<string>? more) = _packages[i];
            packages[i] = more is null ? package : package with { Products = [.. more.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(packages);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add((Nevra Rpm, ModuleStream? Module) key, string product)
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, key, out bool isKnown);
        if (!isKnown)
        {
            index = _packages.Count;
            _packages.Add((new AdvisoryPackage(key.Rpm, key.Module is { } module ? [module] : []) { Products = Alone(product) }, null));
            return;
        }

        (AdvisoryPackage package, List<string>? more) = _packages[index];
        if (product.Length == 0 || (more is null && package.Products.Contains(product))) return;
        if (more is null) _packages[index] = (package, more = [.. package.Products]);
        more.Add(product);
    }

    // Most packages of a document are of one product.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ImmutableArray<string> Alone(string product)
    {
        if (product.Length == 0) return [];
        if (_lastProduct[0] != product) _lastProduct = [product];
        return _lastProduct;
    }

    // AppStream-8.10.0:wren-0:1-2.el8.x86_64: what follows the product's colon is the package.
    private static bool LooksLikeRpm(string id)
    {
        int dots = id.IndexOf("::", StringComparison.Ordinal);
        string package = dots < 0 ? id : id[..dots];
        int epoch = package.LastIndexOf(':');
        int product = epoch < 0 ? -1 : package.LastIndexOf(':', Math.Max(0, epoch - 1));
        return NevraParser.TryParse(package.AsSpan(product + 1), out _) || NevraParser.TryParse(package.AsSpan(epoch + 1), out _);
    }

    private void Report(DiagnosticDescriptor descriptor, HashSet<string> ids, SourceLocation origin, string what)
    {
        if (ids.Count == 0) return;
        string more = ids.Count > 1 ? $" and {ids.Count - 1} more" : string.Empty;
        diagnostics.Add(descriptor, origin, $"Advisory {advisory} lists {UntrustedText.Quote(ids.Order(StringComparer.Ordinal).First())}{more} {what}");
    }
}
