using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Time;

namespace GrifErrata.Updates;

/// <summary>
/// Plans the update versions of one OS. The rules, each of them a test: one entry a name and architecture, never lower and
/// never fewer than in the previous version but by a decision with a reason; kernels held; nothing invented; the same facts
/// give the same result in whatever order they come.
/// </summary>
public static class UpdatePlanner
{
    /// <summary>Plans every version, oldest first.</summary>
    /// <param name="errata">The facts.</param>
    /// <param name="diagnostics">Takes what is wrong; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels between versions.</param>
    public static ImmutableArray<UpdateVersion> Plan(OsErrata errata, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        foreach (Advisory advisory in errata.Advisories.Where(a => a.Date is null && a.Type == AdvisoryType.Security))
        {
            diagnostics.Add(PlanDiagnostics.Undated, advisory.Origin,
                $"{advisory.Id} has neither an issued nor an updated date, so no cutoff takes it in. Name it under `advisories` if it matters.");
        }

        try
        {
            return PlanAll(errata, diagnostics, cancellationToken);
        }
        catch (RegexMatchTimeoutException)
        {
            PlanDiagnostics.ReportKernelPattern(errata.Os, diagnostics);
            return [];
        }
    }

    private static ImmutableArray<UpdateVersion> PlanAll(OsErrata errata, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        Fixes fixes = Fixes.Of(errata.Advisories, [errata.Errata, errata.Base], diagnostics);
        SortedDictionary<string, UpdateVersion> versions = new(StringComparer.Ordinal);
        foreach (UpdateDefinition definition in errata.Updates.OrderBy(u => u.Version, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? previousName = definition.Previous?.Name ?? versions.Keys.LastOrDefault();
            UpdateVersion? previous = null;
            if (previousName is not null && !versions.TryGetValue(previousName, out previous))
            {
                diagnostics.Add(DefinitionDiagnostics.Previous, definition.Previous!.Location,
                    $"There is no update version {previousName} before {definition.Version}"
                    + (versions.Count == 0 ? "." : $"; the last are: {string.Join(", ", versions.Keys.TakeLast(12))}."));
                continue;
            }

            if (previous is not null && definition.Cutoff < previous.Definition.Cutoff)
            {
                diagnostics.Add(DefinitionDiagnostics.CutoffOrder, definition.CutoffLocation,
                    $"The cutoff {UtcText.Second(definition.Cutoff)} is before that of the previous version {previous.Name}, "
                    + $"{UtcText.Second(previous.Definition.Cutoff)}. A version contains all of the one it builds on: write a later cutoff.");
            }

            // What a publisher rewrote after the cutoff must not change what the version took.
            OsErrata known = errata.AsOf(definition.Cutoff);
            Fixes knownFixes = ReferenceEquals(known, errata) ? fixes : Fixes.Of(known.Advisories, [errata.Errata, errata.Base], []);
            versions.Add(definition.Version, PlanOne(known, knownFixes, definition, previous, diagnostics));
        }

        return [.. versions.Values];
    }

    private static UpdateVersion PlanOne(
        OsErrata errata, Fixes fixes, UpdateDefinition definition, UpdateVersion? previous, DiagnosticBag diagnostics)
    {
        ImmutableArray<Advisory> named = NamedAdvisories.Find(errata.Advisories, definition, diagnostics);
        UpdateDraft draft = new(errata, fixes, definition, previous, named);
        PackageSelection.Choose(draft, named);
        KernelRules.CheckPin(definition, previous?.Definition, diagnostics);
        Replacement.Check(definition, errata, diagnostics);
        Decisions.Apply(draft, diagnostics);
        if (definition.State == UpdateState.Draft) DraftWarnings.Report(draft, named, previous, diagnostics);

        ImmutableArray<AdvisoryQuestion> questions = AdvisoryQuestions.Find(draft, named, previous);
        if (definition.State == UpdateState.Draft) AdvisoryQuestions.Report(questions, definition, diagnostics);

        ImmutableArray<UpdatePackage> packages = draft.Packages(), held = draft.Held();
        return new UpdateVersion
        {
            Definition = definition,
            Previous = previous?.Name,
            Packages = packages,
            Held = held,
            KernelDebt = KernelRules.Debt(held, draft),
            Missing = MissingFixes.Find(draft, named),
            OtherProducts = MissingFixes.OtherProducts(draft, named, questions),
            Questions = questions,
            Settings = SettingChange.Find(definition, previous?.Definition),
            ArchChanges = ArchChanges.Find(packages, previous?.Packages ?? [], errata.Base),
            Changes = UpdateComparison.Compare(previous?.Packages ?? [], packages, errata.Base, draft),
        };
    }
}
