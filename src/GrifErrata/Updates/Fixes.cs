using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>The EVR at which an advisory is fixed in one package.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Evr">The first EVR that is fixed.</param>
/// <param name="Advisory">The advisory.</param>
/// <param name="LacksModule">Whether it was built for a module and the advisory does not say for which: its stream is unknown.</param>
internal sealed record Fix(string Name, string Arch, Evr Evr, Advisory Advisory, bool LacksModule = false)
{
    /// <summary>
    /// Whether a build has the fix. Where one side's epoch is not known (a listing of file names, a feed without epochs) the
    /// epochs are left out of the comparison: an unknown epoch taken for 0 would call an old build with an epoch fixed.
    /// </summary>
    public bool IsIn(Evr build) => Compare(build, Evr) >= 0;

    public static int Compare(Evr left, Evr right) => left.Epoch is null || right.Epoch is null
        ? (left with { Epoch = null }).CompareTo(right with { Epoch = null })
        : left.CompareTo(right);
}

/// <summary>The fixes of all advisories, by package.</summary>
internal sealed class Fixes
{
    private readonly Dictionary<(string Name, string Arch), ImmutableArray<Fix>> _byPackage;
    private readonly ILookup<Advisory, Fix> _byAdvisory;

    private Fixes(IReadOnlyList<Fix> fixes)
    {
        All = fixes;
        _byPackage = fixes.GroupBy(f => (f.Name, f.Arch)).ToDictionary(g => g.Key, g => g.ToImmutableArray());
        _byAdvisory = fixes.ToLookup(f => f.Advisory, ReferenceEqualityComparer.Instance as IEqualityComparer<Advisory>);
    }

    /// <summary>All fixes, oldest advisory first.</summary>
    public IReadOnlyList<Fix> All { get; }

    /// <summary>The fixes of one package, oldest advisory first.</summary>
    public ImmutableArray<Fix> Of(string name, string arch) =>
        _byPackage.TryGetValue((name, arch), out ImmutableArray<Fix> fixes) ? fixes : [];

    /// <summary>The fixes of one advisory.</summary>
    public IEnumerable<Fix> Of(Advisory advisory) => _byAdvisory[advisory];

    /// <summary>
    /// Takes of each advisory the highest EVR a name and architecture (one advisory may list el3, el4 and el5 builds of one
    /// package; those for another release than the repositories' own builds do not count), and an epoch that it leaves out from a build of
    /// the same name, version and release. An advisory that was taken back has none.
    /// </summary>
    public static Fixes Of(IEnumerable<Advisory> advisories, IReadOnlyList<Repository> repositories, DiagnosticBag diagnostics)
    {
        List<Fix> fixes = [];
        foreach (Advisory advisory in advisories.Where(a => !a.IsRetracted).OrderBy(a => a.Date ?? DateTimeOffset.MinValue).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            HashSet<Nevra> modular = [.. advisory.Packages.Where(p => p.Modules.IsEmpty && ModularPackages.SaysModular(p.Nevra.Evr.Release)).Select(p => p.Nevra)];
            MissingEpochs epochs = new(advisory, repositories);
            Dictionary<(string, string), Fix> highest = [];

            // With unknown epochs the comparison is no order, so the feed's order of packages must not decide.
            IEnumerable<Nevra> packages = ReleaseTag.OfRelease(advisory.Packages.Select(p => p.Nevra).Distinct(), repositories)
                .OrderBy(n => n.Evr.Epoch ?? -1).ThenBy(n => n.Evr).ThenBy(n => n.ToString(), StringComparer.Ordinal);
            foreach (Nevra package in packages)
            {
                Nevra nevra = epochs.Complete(package);
                Fix fix = new(nevra.Name, nevra.Arch, nevra.Evr, advisory, modular.Contains(package));
                if (!highest.TryGetValue((fix.Name, fix.Arch), out Fix? other) || Fix.Compare(fix.Evr, other.Evr) > 0)
                    highest[(fix.Name, fix.Arch)] = fix;
            }

            fixes.AddRange(highest.Values);
            epochs.Report(diagnostics);
        }

        return new(fixes);
    }
}
