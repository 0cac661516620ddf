using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Selections;

/// <summary>Finds for each installed package the build that takes its place.</summary>
internal sealed class Upgrade(SelectionRequest request, Candidates candidates, IReadOnlyList<WantedFix>? fixes, IReadOnlyList<Nevra> installed, DiagnosticBag diagnostics)
{
    private readonly ILookup<string, WantedFix>? _fixes = fixes?.ToLookup(f => f.Nevra.Name, StringComparer.Ordinal);
    private readonly ILookup<string, Nevra> _installed = installed.ToLookup(n => n.Name, StringComparer.Ordinal);

    public ImmutableArray<SelectedPackage> Select()
    {
        Dictionary<Nevra, SelectedPackage> chosen = [];
        ILookup<string, Candidate> obsoleters = Obsoleters();
        foreach (Nevra old in Newest())
        {
            Candidate? own = Own(old);
            List<Candidate> instead = request.Obsoletes ? [.. obsoleters[old.Name].Where(c => Replaces(c, own?.Nevra ?? old) && Replaces(c, old) && LeavesNoneBehind(c))] : [];
            foreach (IGrouping<string, Candidate> name in instead.GroupBy(c => c.Nevra.Name, StringComparer.Ordinal))
                Add(chosen, Best([.. name]), old, SelectionRule.Obsoletes);
            if (instead.Count > 0) continue;
            if (own is null) ReportNotDeployable(old);
            else Add(chosen, own, old, own.Nevra.Arch != old.Arch ? SelectionRule.ArchitectureChange : request.Minimal ? SelectionRule.Minimal : SelectionRule.Newest);
        }

        return [.. chosen.Values.OrderBy(c => c.Nevra.ToString(), StringComparer.Ordinal)];
    }

    // Of several builds side by side (kernels) the newest is the one to be raised.
    private IEnumerable<Nevra> Newest() => installed.GroupBy(n => (n.Name, n.Arch)).Select(g => g.Aggregate((a, b) => WantedFix.Compare(b.Evr, a.Evr) > 0 ? b : a));

    // The build of the same name that is newer and allowed.
    private Candidate? Own(Nevra old)
    {
        // Without filters the priority counts among builds that are not older (libsolv policy.c), with filters among all (libdnf sack/query.cpp, filterAdvisory).
        ImmutableArray<Candidate> builds = Candidates.Preferred([.. Allowed(old.Name, old).Where(c => IsLegalChange(old.Arch, c.Nevra.Arch) && WantedFix.Compare(c.Nevra.Evr, old.Evr) >= 0)]);
        Candidate? best = builds.IsEmpty ? null : Best(builds);
        return best is not null && WantedFix.Compare(best.Nevra.Evr, old.Evr) > 0 ? best : null;
    }

    private static bool IsLegalChange(string from, string to) => from == to || from == Architectures.None || to == Architectures.None;

    // The builds of a name that bring a wanted fix: all at or above it, or the lowest one of each fix.
    private IEnumerable<Candidate> Allowed(string name, Nevra? old = null)
    {
        if (_fixes is null) return candidates.Of(name);
        ImmutableArray<Candidate> builds = Candidates.Preferred(candidates.Of(name));
        HashSet<Candidate> allowed = [];
        foreach (WantedFix fix in _fixes[name].Where(f => !IsDone(f, old)))
        {
            foreach (IGrouping<string, Candidate> arch in builds.Where(b => fix.IsIn(b.Nevra)).GroupBy(b => b.Nevra.Arch, StringComparer.Ordinal))
            {
                if (!request.Minimal) allowed.UnionWith(arch);
                else allowed.Add(arch.Aggregate((a, b) => WantedFix.Compare(b.Nevra.Evr, a.Nevra.Evr) < 0 ? b : a));
            }
        }

        return allowed;
    }

    // A fix without an architecture (OSV) is one of each: that i686 has it says nothing about x86_64 beside it.
    private bool IsDone(WantedFix fix, Nevra? old) => fix.Nevra.Arch.Length == 0 && old?.Name == fix.Nevra.Name ? fix.IsIn(old) : _installed[fix.Nevra.Name].Any(fix.IsIn);

    private static Candidate Best(IReadOnlyList<Candidate> builds) => builds.Aggregate((a, b) => Order(a, b) < 0 ? b : a);

    // The newest; of equal ones the machine's own architecture, then a fixed order.
    private static int Order(Candidate a, Candidate b)
    {
        int order = WantedFix.Compare(a.Nevra.Evr, b.Nevra.Evr);
        if (order == 0) order = (a.Nevra.Arch == Architectures.None).CompareTo(b.Nevra.Arch == Architectures.None) * -1;
        if (order == 0) order = string.CompareOrdinal(a.Nevra.Arch, b.Nevra.Arch);
        return order != 0 ? order : string.CompareOrdinal(b.Source.Name, a.Source.Name);
    }

    private ILookup<string, Candidate> Obsoleters() => candidates.All.Where(c => !c.Package.Obsoletes.IsEmpty).Select(c => c.Nevra.Name).Distinct(StringComparer.Ordinal)
        .SelectMany(name => Candidates.Preferred([.. Allowed(name)])).SelectMany(c => c.Package.Obsoletes.Select(o => (Obsolete: o.Name, Candidate: c)).Distinct())
        .ToLookup(o => o.Obsolete, o => o.Candidate, StringComparer.Ordinal);

    private static bool Replaces(Candidate candidate, Nevra old) => Obsoletes(candidate, old) && IsLegalChange(old.Arch, candidate.Nevra.Arch);

    private static bool Obsoletes(Candidate candidate, Nevra old) => candidate.Nevra.Name != old.Name
        && candidate.Package.Obsoletes.Any(o => o.Name == old.Name && o.Includes(old.Evr));

    // A package that obsoletes an installed one in an architecture to which it has no counterpart would remove it without a substitute.
    private bool LeavesNoneBehind(Candidate candidate) => candidate.Package.Obsoletes.SelectMany(o => _installed[o.Name]).Where(p => Obsoletes(candidate, p))
        .All(p => candidates.Of(candidate.Nevra.Name).Any(c => c.Nevra.Evr == candidate.Nevra.Evr && Replaces(c, p)));

    private void Add(Dictionary<Nevra, SelectedPackage> chosen, Candidate candidate, Nevra old, SelectionRule rule)
    {
        if (chosen.TryGetValue(candidate.Nevra, out SelectedPackage? other))
        {
            chosen[candidate.Nevra] = other with { Replaces = [.. other.Replaces.Append(old).OrderBy(n => n.ToString(), StringComparer.Ordinal)] };
            return;
        }

        ImmutableArray<SelectionReason> reasons = _fixes is null ? [] :
        [
            .. _fixes[candidate.Nevra.Name].Where(f => f.IsIn(candidate.Nevra) && !IsDone(f, old)).Select(f => new SelectionReason(f.Advisory, f.Nevra.Evr))
                .OrderBy(r => r.Advisory.Id, StringComparer.Ordinal).ThenBy(r => r.Fixed.ToString(), StringComparer.Ordinal),
        ];
        chosen.Add(candidate.Nevra, new(candidate.Nevra, candidate.Source.Name, rule, [old], reasons));
    }

    private void ReportNotDeployable(Nevra old)
    {
        WantedFix? missing = _fixes?[old.Name].FirstOrDefault(f => f.IsOf(old) && WantedFix.Compare(old.Evr, f.Nevra.Evr) < 0);
        if (missing is null) return;
        diagnostics.Add(SelectionDiagnostics.NotDeployable, missing.Advisory.Origin,
            $"{missing.Advisory.Id} is fixed in {missing.Nevra}, {old} is installed, and no source that may be used has a build with the fix. Fetch the repository again, or find out who has the package.");
    }
}
