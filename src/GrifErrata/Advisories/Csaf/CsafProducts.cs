using System.Collections.Immutable;

namespace GrifErrata.Advisories.Csaf;

/// <summary>What a fixed product is, with all that its relationships lead to.</summary>
/// <param name="Component">The RPM and its module; null where it is none.</param>
/// <param name="Product">CPE of the product that it is a component of, or the product's id; empty where it stands alone.</param>
internal sealed record CsafResolution(CsafComponent? Component, string Product);

/// <summary>The product tree of one document: products by id, and which are components of which.</summary>
internal sealed class CsafProducts
{
    // Real ones lead from an RPM over its module to the product: 2.
    private const int MaxDepth = 64;

    private readonly Dictionary<string, (string Cpe, string Purl)> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Component, string Of)> _relationships = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CsafResolution?> _resolved = new(StringComparer.Ordinal);

    /// <summary>Takes a product. Of an id that occurs twice, what the first says stays and what it does not say is added.</summary>
    public void Add(string id, string cpe, string purl)
    {
        if (_products.TryGetValue(id, out (string Cpe, string Purl) known))
            (cpe, purl) = (known.Cpe.Length > 0 ? known.Cpe : cpe, known.Purl.Length > 0 ? known.Purl : purl);
        _products[id] = (cpe, purl);
    }

    /// <summary>Takes a relationship; of an id that occurs twice, the first stays.</summary>
    public void AddRelationship(string id, string component, string of) => _relationships.TryAdd(id, (component, of));

    /// <summary>What an id leads to; null where it leads to itself, too far, or to something that is not there. Each id is resolved once.</summary>
    public CsafResolution? Resolve(string id) => Resolve(id, 0);

    private CsafResolution? Resolve(string id, int depth)
    {
        if (_resolved.TryGetValue(id, out CsafResolution? known)) return known;

        // Whoever comes back to an id that is being resolved finds null, so that a circle ends.
        _resolved[id] = null;
        CsafResolution? resolution = depth >= MaxDepth ? null
            : _relationships.TryGetValue(id, out (string Component, string Of) relationship) ? Join(relationship, depth)
            : Leaf(id);
        _resolved[id] = resolution;
        return resolution;
    }

    private CsafResolution? Join((string Component, string Of) relationship, int depth)
    {
        CsafResolution? component = Resolve(relationship.Component, depth + 1), of = Resolve(relationship.Of, depth + 1);
        if (component is null || of is null) return null;
        if (component.Component is not { } rpm) return of with { Component = null };
        CsafComponent joined = of.Component is not { } other ? rpm : new CsafComponent(
            rpm.Rpm ?? other.Rpm, rpm.Module ?? other.Module, rpm.Refusal ?? other.Refusal, rpm.LacksEpoch || other.LacksEpoch);
        return new CsafResolution(joined, of.Product);
    }

    private CsafResolution? Leaf(string id)
    {
        if (!_products.TryGetValue(id, out (string Cpe, string Purl) product)) return null;
        CsafComponent component = CsafComponent.Of(id, product.Purl);
        return component.IsRpm || component.Module is not null
            ? new CsafResolution(component, string.Empty)
            : new CsafResolution(null, product.Cpe.Length > 0 ? product.Cpe : id);
    }
}
