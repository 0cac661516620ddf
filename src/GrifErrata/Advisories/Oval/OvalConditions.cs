using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace GrifErrata.Advisories.Oval;

/// <summary>Finds what an AND asks for besides its fixes: "X is installed", an architecture, "Module X is enabled".</summary>
internal sealed class OvalConditions(OvalTests tests)
{
    private readonly Dictionary<string, ImmutableArray<ModuleStream>> _modules = new(StringComparer.Ordinal);
    private readonly List<string> _products = [];
    private readonly List<string> _arches = [];
    private readonly List<ModuleStream> _streams = [];

    /// <summary>The scope of what is in an AND. Alternatives (an OR of releases) add up; what is said further inside holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public OvalScope Of(ReadOnlySpan<OvalNode> nodes, int and, OvalScope outer)
    {
        _products.Clear();
        _arches.Clear();
        _streams.Clear();
        int end = nodes[and].Value;
        for (int child = and + 1; child < end;)
        {
            int next = nodes[child].IsTest ? child + 1 : nodes[child].Value;
            if (!HasFix(nodes, child, next)) Gather(nodes, child, next);
            child = next;
        }

        // More than there are: they would multiply with each package.
        if (_arches.Count > OvalChecks.MaxArches && _arches.Distinct(StringComparer.Ordinal).Count() > OvalChecks.MaxArches) _arches.Clear();
        if (_products.Count + _arches.Count + _streams.Count == 0) return outer;
        return new OvalScope(
            _products.Count == 0 ? outer.Products : [.. _products.Distinct(StringComparer.Ordinal)],
            _arches.Count == 0 ? outer.Arches : [.. _arches.Distinct(StringComparer.Ordinal)],
            _streams.Count == 0 ? outer.Modules : [.. _streams.Distinct()]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool HasFix(ReadOnlySpan<OvalNode> nodes, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            if (nodes[i].IsTest && nodes[i].Value != 0 && tests.Of(nodes[i].Value).Kind == OvalTestKind.Fix) return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(ReadOnlySpan<OvalNode> nodes, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            OvalNode node = nodes[i];
            if (node.Kind == OvalNodeKind.Negated) i = node.Value - 1;
            if (!node.IsTest) continue;
            OvalTest test = node.Value == 0 ? default : tests.Of(node.Value);
            if (test.IsNone || test.Kind == OvalTestKind.Package) continue;
            if (node.Kind == OvalNodeKind.Product) _products.Add(node.Text!);
            if (node.Kind == OvalNodeKind.Module) _streams.AddRange(ModuleOf(node.Text!));
            if (!test.Arches.IsDefault) _arches.AddRange(test.Arches);
        }
    }

    // "nodejs:12"; the stream is text.
    private ImmutableArray<ModuleStream> ModuleOf(string text)
    {
        if (_modules.TryGetValue(text, out ImmutableArray<ModuleStream> known)) return known;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        ImmutableArray<ModuleStream> module = colon <= 0
            ? [new ModuleStream(text, string.Empty, string.Empty, string.Empty, string.Empty)]
            : [new ModuleStream(text[..colon], text[(colon + 1)..], string.Empty, string.Empty, string.Empty)];
        _modules[text] = module;
        return module;
    }
}
