using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;

namespace GrifErrata.Updates;

/// <summary>Warns of what is likely not meant, while it can still be changed: a released version would warn for ever.</summary>
internal static class DraftWarnings
{
    public static void Report(UpdateDraft draft, ImmutableArray<Advisory> named, UpdateVersion? previous, DiagnosticBag diagnostics)
    {
        UpdateDefinition definition = draft.Definition;
        if (previous?.Definition.State == UpdateState.Withdrawn && definition.Previous is null)
        {
            string instead = Replacement.Of(previous.Definition, draft.Errata.Updates) is { } other && string.CompareOrdinal(other, definition.Version) < 0
                ? $"`previous: {other}`, which replaces it,"
                : "`previous:` with a version that is not,";
            diagnostics.Add(PlanDiagnostics.BuildsOnWithdrawn, definition.Location,
                $"The version before, {previous.Name}, is withdrawn, and this one builds on it. Write {instead} "
                + $"or `previous: {previous.Name}` if its packages are meant to stay.");
        }

        if (definition.Kernel is { } kernel && !KernelRules.IsKnown(kernel, draft.Errata))
        {
            diagnostics.Add(PlanDiagnostics.UnknownKernel, kernel.Location,
                $"No source holds a kernel {kernel.Version}. Check the spelling: kernel debt is counted from it, and machines look for it.");
        }

        foreach (Advisory advisory in named)
        {
            List<Fix> fixes = [.. draft.Fixes.Of(advisory).Where(draft.IsOfOs)];
            NamedItem? item = definition.Advisories.FirstOrDefault(i => NamedAdvisories.Names(i, advisory));
            SourceLocation location = item?.Location ?? definition.Location;
            if (advisory.IsRetracted)
            {
                diagnostics.Add(PlanDiagnostics.BringsNothing, location,
                    $"{advisory.Id} was taken back by its publisher, so it adds nothing. Remove it, and look for the advisory that replaces it.");
            }
            else if (fixes.Count == 0)
            {
                diagnostics.Add(PlanDiagnostics.BringsNothing, location,
                    $"{advisory.Id} names no package of this OS that can be deployed up to the cutoff, so it adds nothing. Check the id, the architecture and the cutoff.");
            }
            else if (definition.Kind == UpdateKind.Unscheduled && !fixes.Any(f => draft.Find(f.Name, f.Arch)?.Since == definition.Version))
            {
                diagnostics.Add(PlanDiagnostics.BringsNothing, location,
                    $"{advisory.Id} adds nothing: its packages are fixed already, or no build up to the cutoff has the fix (see the change log).");
            }
        }
    }
}
