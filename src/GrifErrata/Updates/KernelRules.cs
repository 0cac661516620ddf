using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>The kernel of a version: set by the maintainer, never taken from the errata.</summary>
internal static class KernelRules
{
    /// <summary>A kernel may go back only with a reason, and is not dropped unnoticed.</summary>
    public static void CheckPin(UpdateDefinition definition, UpdateDefinition? previous, DiagnosticBag diagnostics)
    {
        if (previous?.Kernel is not { } before) return;
        if (definition.Kernel is not { } now)
        {
            diagnostics.Add(PlanDiagnostics.KernelDropped, definition.Location,
                $"{previous.Version} sets the kernel {before.Version}, this version sets none. Write `kernel:` again; machines that move here lose the setting.");
            return;
        }

        if (Evr(now).CompareTo(Evr(before)) < 0 && string.IsNullOrWhiteSpace(now.Reason))
        {
            diagnostics.Add(PlanDiagnostics.KernelBack, now.Location,
                $"The kernel goes back from {before.Version} ({previous.Version}) to {now.Version}. "
                + "If that is meant write it as `kernel: { version: ..., reason: ... }`.");
        }
    }

    /// <summary>Whether a source holds a kernel package of this version.</summary>
    public static bool IsKnown(KernelChoice kernel, OsErrata errata) => errata.Base.Packages.Concat(errata.Errata.Packages)
        .Any(p => p.Nevra.Evr.VersionRelease == kernel.Version && errata.Os.Kernel.Holds(p.Nevra.Name));

    /// <summary>
    /// The security advisories between the kernel that machines run and the newest that is held: what a site that does not
    /// reboot lacks. If the version sets no kernel, those that the base release's kernel lacks.
    /// </summary>
    public static ImmutableArray<Advisory> Debt(ImmutableArray<UpdatePackage> held, UpdateDraft draft)
    {
        Evr? running = draft.Definition.Kernel is { } kernel ? Evr(kernel) : null;
        return
        [
            .. held.SelectMany(h => draft.Fixes.Of(h.Nevra.Name, h.Nevra.Arch).Where(f => f.IsIn(h.Nevra.Evr)))
                .Where(f => f.Advisory.Type == AdvisoryType.Security && f.Advisory.Date is not null && draft.Covers(f.Advisory) && !IsRunning(f))
                .Select(f => f.Advisory).Distinct<Advisory>(ReferenceEqualityComparer.Instance)
                .OrderBy(a => a.Date).ThenBy(a => a.Id, StringComparer.Ordinal),
        ];

        bool IsRunning(Fix fix) => (running ?? draft.Errata.Base.Newest(fix.Name, fix.Arch)?.Nevra.Evr) is { } evr && fix.IsIn(evr);
    }

    private static Evr Evr(KernelChoice kernel) => PackageDecisionReader.ParseEvr(kernel.Version)
        ?? throw new InvalidOperationException($"{kernel.Version} passed the reader of update definitions.");
}
