using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Oval;

/// <summary>Walks the criteria of one definition after the other and finds its fixes.</summary>
internal sealed class OvalFixes(OvalCriteria criteria, OvalChecks checks, OvalTests tests, DiagnosticBag diagnostics)
{
    // Red Hat's list of what a CVE is not about.
    private const string Unaffected = "oval:com.redhat.unaffected:";

    private readonly List<AdvisoryPackage> _packages = [];
    private readonly List<Diagnostic> _found = [];
    private readonly OvalConditions _conditions = new(tests);
    private int _withoutEpoch;
    private string _firstWithoutEpoch = string.Empty;
    private string? _unclearArches;

    /// <summary>The advisory of a definition with its packages; null where it is no fix, or has no id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Advisory? Resolve(OvalDefinition definition)
    {
        _packages.Clear();
        _found.Clear();
        (_withoutEpoch, _firstWithoutEpoch, _unclearArches) = (0, string.Empty, null);
        ReadOnlySpan<OvalNode> nodes = criteria.Nodes[..definition.EndNode];
        bool isWhole = ReportBroken(definition, nodes);
        if (definition.DefinitionId.StartsWith(Unaffected, StringComparison.Ordinal)) return null;
        for (int node = definition.FirstNode; node < nodes.Length; node = End(nodes, node)) Walk(nodes, node, OvalScope.Any, definition);
        isWhole &= _withoutEpoch == 0;

        // Decided by the states, not by the class: SUSE's vulnerabilities are fixes, Red Hat's unpatched ones are not.
        bool isAdvisory = definition.Class == OvalClass.Patch || _packages.Count > 0;
        if (!isAdvisory && isWhole && _found.Count == 0) return null;
        return Complete(definition, isWhole) is { } advisory && isAdvisory ? advisory : null;
    }

    private Advisory? Complete(OvalDefinition definition, bool isWhole)
    {
        SourceLocation origin = definition.Advisory.Origin;
        string id = definition.Advisory.Id;
        if (id.Length == 0)
        {
            diagnostics.Add(AdvisoryDiagnostics.MissingId, origin,
                $"Definition {Shown(definition.DefinitionId)} has no reference that is the id of an advisory, so nobody can name it. Ask the publisher to give it one, or remove it.");
            return null;
        }

        foreach (Diagnostic found in definition.Found.Concat(_found))
            diagnostics.Add(found.Descriptor, found.Location, $"Advisory {Shown(id)} {found.Message}");
        if (_withoutEpoch > 0)
        {
            string more = _withoutEpoch > 1 ? $" {_withoutEpoch - 1} more of its packages are alike." : string.Empty;
            diagnostics.Add(OvalDiagnostics.MissingEpoch, origin,
                $"Definition {Shown(definition.DefinitionId)} fixes {_firstWithoutEpoch}, without an epoch, and OVAL compares epochs.{more} They are left out; ask the publisher to write epoch:version-release.");
        }

        if (_unclearArches is not null)
        {
            diagnostics.Add(OvalDiagnostics.UnclearArchitecture, origin,
                $"Definition {Shown(definition.DefinitionId)} names its architectures with the pattern '{Shown(_unclearArches)}', which is no list like i686|x86_64. Such packages count for every architecture; check the advisory.");
        }

        if (definition.Class == OvalClass.Patch && _packages.Count == 0 && isWhole && _found.Count == 0)
        {
            diagnostics.Add(OvalDiagnostics.FixesNothing, origin,
                $"Definition {Shown(definition.DefinitionId)} is a patch, but none of its tests asks for a package below a version. Look the packages of {Shown(id)} up elsewhere, or exclude it with the reason.");
        }

        return definition.Advisory with { Packages = [.. _packages] };
    }

    private bool ReportBroken(OvalDefinition definition, ReadOnlySpan<OvalNode> nodes)
    {
        int dangling = 0, twice = 0;
        string firstDangling = string.Empty, firstTwice = string.Empty;
        for (int i = definition.FirstNode; i < nodes.Length; i++)
        {
            if (!nodes[i].IsTest || nodes[i].Value == 0 || tests.Of(nodes[i].Value).Kind != OvalTestKind.Broken) continue;
            bool isTwice = tests.Of(nodes[i].Value).Problem == OvalUse.Twice;
            if (isTwice && twice++ == 0) firstTwice = tests.Problem(nodes[i].Value);
            if (!isTwice && dangling++ == 0) firstDangling = tests.Problem(nodes[i].Value);
        }

        Report(definition, OvalDiagnostics.Dangling, firstDangling, dangling, "which the file does not have");
        Report(definition, OvalDiagnostics.Twice, firstTwice, twice, "which the file has twice, so nobody knows which is meant");
        return dangling + twice == 0;
    }

    private void Report(OvalDefinition definition, DiagnosticDescriptor descriptor, string first, int count, string why)
    {
        if (count == 0) return;
        string more = count > 1 ? $" {count - 1} more of its tests are alike." : string.Empty;
        diagnostics.Add(descriptor, definition.Advisory.Origin,
            $"Definition {Shown(definition.DefinitionId)} refers to the {first}, {why}.{more} A fix that depends on it is left out; fetch the file again, or ask its publisher to repair it.");
    }

    // Recursion as deep as the elements are nested, which the tokenizer bounds.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(ReadOnlySpan<OvalNode> nodes, int index, OvalScope scope, OvalDefinition definition)
    {
        OvalNode node = nodes[index];
        if (node.Kind == OvalNodeKind.Negated) return;
        if (node.IsTest)
        {
            if (node.Value != 0) AddFix(node.Value, scope, definition);
            return;
        }

        if (node.Kind == OvalNodeKind.And) scope = _conditions.Of(nodes, index, scope);
        for (int child = index + 1; child < node.Value; child = End(nodes, child)) Walk(nodes, child, scope, definition);
    }

    private static int End(ReadOnlySpan<OvalNode> nodes, int index) => nodes[index].IsTest ? index + 1 : nodes[index].Value;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFix(int number, OvalScope scope, OvalDefinition definition)
    {
        ref OvalTest test = ref tests.Of(number);
        if (test.Kind != OvalTestKind.Fix) return;
        ref OvalObject package = ref checks.Objects.Of(test.Object);
        ref OvalState state = ref checks.States.Of(test.FixState);
        if (!state.IsEvr && !state.Text!.Contains(':', StringComparison.Ordinal))
        {
            if (_withoutEpoch++ == 0) _firstWithoutEpoch = $"{Shown(package.Name ?? string.Empty)} at '{Shown(state.Text)}'";
            return;
        }

        if (!state.IsEvr || !package.IsName)
        {
            FeedPackage.Nevra(package.Name ?? string.Empty, state.Text!, string.Empty, out string? refusal, mayLackArch: true);
            _found.Add(AdvisoryDiagnostics.RefusedPackage.At(definition.Advisory.Origin, refusal!));
            return;
        }

        if (test.UnclearArches != 0) _unclearArches ??= checks.States.Of(test.UnclearArches).UnclearArches;
        ImmutableArray<string> arches = test.Arches.IsDefault ? scope.Arches : test.Arches;
        foreach (string arch in arches) Add(package.Name!, state.Evr, arch, scope);
        if (arches.IsEmpty) Add(package.Name!, state.Evr, string.Empty, scope);
    }

    private void Add(string name, Evr evr, string arch, OvalScope scope) =>
        _packages.Add(new AdvisoryPackage(new Nevra(name, evr, arch), scope.Modules) { Products = scope.Products });

    private static string Shown(string text) => text.Length <= 80 ? text : text[..80];
}
