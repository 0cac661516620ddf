using System.Runtime.CompilerServices;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Csaf;

/// <summary>What a fixed product is, with all that its relationships lead to.</summary>
/// <param name="IsFound">False where an id leads to itself, too far, or to something that is not there.</param>
/// <param name="Component">The RPM and its module; null where it is none.</param>
/// <param name="Product">CPE of the product that it is a component of, or the product's id; empty where it stands alone.</param>
internal readonly record struct CsafResolution(bool IsFound, CsafComponent? Component, string Product);

/// <summary>The product tree of one document: products by id, which are components of which, and which are fixed.</summary>
internal sealed class CsafProducts
{
    // Real ones lead from an RPM over its module to the product: 2.
    private const int MaxDepth = 64;

    private readonly List<int> _fixed = [];
    private Node[] _nodes = new Node[256];

    // The spare one of this thread: thousands of documents are read one after the other, and each would fill memory anew.
    [ThreadStatic]
    private static WeakReference<CsafProducts>? spare;

    /// <summary>Ids, purls and CPEs; all numbers below are its.</summary>
    public CsafTexts Texts { get; } = new();

    /// <summary>What stays in results.</summary>
    public Utf8StringPool Strings { get; } = new();

    /// <summary>The fixed products in the order in which they were added, each once.</summary>
    public IReadOnlyList<int> Fixed => _fixed;

    /// <summary>An empty tree, maybe one that was given back.</summary>
    public static CsafProducts Take()
    {
        if (spare is null || !spare.TryGetTarget(out CsafProducts? products)) return new CsafProducts();
        spare.SetTarget(null!);
        return products;
    }

    /// <summary>Gives it back; whoever does must not use it any more.</summary>
    public void GiveBack()
    {
        Clear();
        if (spare is null) spare = new WeakReference<CsafProducts>(this);
        else spare.SetTarget(this);
    }

    /// <summary>Starts a new document.</summary>
    public void Clear()
    {
        if (_nodes.Length > 1 << 14) _nodes = new Node[256];
        else _nodes.AsSpan(0, Math.Min(_nodes.Length, Texts.Count)).Clear();
        Texts.Clear();
        _fixed.Clear();
    }

    /// <summary>Takes a product. Of an id that occurs twice, what the first says stays and what it does not say is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int id, int cpe, int purl)
    {
        ref Node node = ref NodeOf(id);
        node.IsProduct = true;
        if (node.Cpe == 0) node.Cpe = cpe;
        if (node.Purl == 0) node.Purl = purl;
    }

    /// <summary>Takes a relationship; of an id that occurs twice, the first stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRelationship(int id, int component, int of)
    {
        ref Node node = ref NodeOf(id);
        if (node.IsRelated) return;
        (node.IsRelated, node.Component, node.Of) = (true, component, of);
    }

    /// <summary>Takes a fixed product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddFixed(int id)
    {
        ref Node node = ref NodeOf(id);
        if (!node.IsFixed) _fixed.Add(id);
        node.IsFixed = true;
    }

    /// <summary>What an id leads to. Each id is resolved once.</summary>
    public CsafResolution Resolve(int id) => Resolve(id, 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CsafResolution Resolve(int id, int depth)
    {
        Node node = NodeOf(id);
        if (node.IsResolved) return node.Resolution;

        // Whoever comes back to an id that is being resolved finds nothing, so that a circle ends.
        NodeOf(id).IsResolved = true;
        CsafResolution resolution = depth >= MaxDepth ? default
            : node.IsRelated ? Join(node, depth)
            : node.IsProduct ? Leaf(id, node)
            : default;
        NodeOf(id).Resolution = resolution;
        return resolution;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CsafResolution Join(in Node node, int depth)
    {
        CsafResolution component = Resolve(node.Component, depth + 1), of = Resolve(node.Of, depth + 1);
        if (!component.IsFound || !of.IsFound) return default;
        if (component.Component is not { } rpm) return of with { Component = null };
        CsafComponent joined = of.Component is not { } other ? rpm : new CsafComponent(
            rpm.Rpm ?? other.Rpm, rpm.Module ?? other.Module, rpm.Refusal ?? other.Refusal, rpm.LacksEpoch || other.LacksEpoch);
        return new CsafResolution(true, joined, of.Product);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CsafResolution Leaf(int id, in Node node)
    {
        CsafComponent component = CsafPackageId.TryParse(Texts[id], Texts[node.Purl], Strings) is { } rpm
            ? new CsafComponent(rpm, null)
            : node.Purl == 0 && CsafPackageId.IsOther(Texts[id]) ? CsafComponent.Neither
            : CsafComponent.Of(Texts.String(id), Texts.String(node.Purl));
        return component.IsRpm || component.Module is not null
            ? new CsafResolution(true, component, string.Empty)
            : new CsafResolution(true, null, Strings.Get(Texts[node.Cpe > 0 ? node.Cpe : id]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Node NodeOf(int id)
    {
        if (id >= _nodes.Length) Array.Resize(ref _nodes, Math.Max(_nodes.Length * 2, id + 1));
        return ref _nodes[id];
    }

    private struct Node
    {
        public bool IsProduct, IsRelated, IsFixed, IsResolved;
        public int Cpe, Purl, Component, Of;
        public CsafResolution Resolution;
    }
}
