using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>Applies what a person decided, last and in the order written: rule 6, a decision by hand may lower, with its reason.</summary>
internal static class Decisions
{
    public static void Apply(UpdateDraft draft, DiagnosticBag diagnostics)
    {
        foreach (PackageDecision decision in draft.Definition.Decisions)
        {
            if (draft.Errata.Os.Kernel.Holds(decision.Name))
            {
                diagnostics.Add(PlanDiagnostics.KernelDecision, decision.Location,
                    $"{decision.Name} is a kernel package, which an update version never deploys. Set the kernel with `kernel:`, "
                    + "or take the name out of os.yaml's `kernel:` rule with `except`.");
            }
            else if (decision.Action == PackageAction.Exclude)
            {
                Exclude(draft, decision, diagnostics);
            }
            else
            {
                Set(draft, decision, diagnostics);
            }
        }
    }

    private static void Exclude(UpdateDraft draft, PackageDecision decision, DiagnosticBag diagnostics)
    {
        List<(string Name, string Arch)> matches =
            [.. draft.Keys(decision.Name).Where(k => decision.Arch is null || k.Arch == decision.Arch)];
        foreach ((string name, string arch) in matches) draft.Remove(name, arch);
        if (matches.Count == 0)
        {
            diagnostics.Add(PlanDiagnostics.NothingExcluded, decision.Location,
                $"{Full(decision)} is excluded, but this version would not have it anyway. Remove the decision or check the spelling.");
        }
    }

    private static void Set(UpdateDraft draft, PackageDecision decision, DiagnosticBag diagnostics)
    {
        string arch = decision.Arch!;
        UpdatePackage? there = draft.Find(decision.Name, arch);
        Package? source = Source(draft, decision, arch);
        if (decision.Evr is null && source is null)
        {
            diagnostics.Add(PlanDiagnostics.NothingToAdd, decision.Location,
                $"No source holds {Full(decision)} up to the cutoff. Check the spelling, or write its `version`.");
            return;
        }

        Evr evr = source?.Nevra.Evr ?? decision.Evr!.Value;
        if (decision.Action == PackageAction.Add && there is not null)
        {
            int verdict = Fix.Compare(evr, there.Nevra.Evr);
            if (verdict == 0) return;
            if (verdict < 0)
            {
                diagnostics.Add(PlanDiagnostics.AddLowers, decision.Location,
                    $"`add` would lower {decision.Name}.{arch} from {there.Nevra.Evr} to {evr}. Use `pin` if that is meant, else remove the decision.");
                return;
            }
        }

        if (source is null)
        {
            diagnostics.Add(PlanDiagnostics.NotInSources, decision.Location,
                $"No source holds {decision.Name}-{decision.Evr}.{arch}. Check the spelling; machines can only deploy it from a repository of their own.");
        }

        PackageRule rule = decision.Action == PackageAction.Pin ? PackageRule.Pinned : PackageRule.Added;
        string since = there?.Nevra.Evr == evr && there.Rule == rule ? there.Since : draft.Definition.Version;
        draft.Set(new(new(decision.Name, evr, arch), rule, since, [], decision.Reason, source?.Origin ?? decision.Location));
    }

    private static Package? Source(UpdateDraft draft, PackageDecision decision, string arch)
    {
        if (decision.Evr is { } evr)
        {
            Nevra wanted = new(decision.Name, evr, arch);
            return draft.Errata.Errata.Find(wanted) ?? draft.Errata.Base.Find(wanted);
        }

        return draft.Errata.Errata.Newest(decision.Name, arch, draft.Definition.Cutoff)
            ?? draft.Errata.Base.Newest(decision.Name, arch);
    }

    private static string Full(PackageDecision decision) => decision.Arch is null ? decision.Name : $"{decision.Name}.{decision.Arch}";
}
