using System.Collections.Immutable;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Plans the fixes of an OS's versions.</summary>
public static class OsFixes
{
    // A source without metadata of a whole product can make hundreds; the review has them all.
    private const int MaxReported = 5;

    /// <summary>Plans them all.</summary>
    /// <param name="osDirectory">The OS's folder.</param>
    /// <param name="errata">The OS's facts.</param>
    /// <param name="versions">Its versions.</param>
    /// <param name="diagnostics">Takes errors of the sources and of blocks by hand, and what a person must decide about drafts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One plan a version, in their order.</returns>
    public static ImmutableArray<FixPlan> Plan(
        string osDirectory, OsErrata errata, ImmutableArray<UpdateVersion> versions, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // What is wrong with a source was told where its packages were read for the first time.
        DiagnosticBag own = [];
        PackageTable table = OsPackageTable.Read(osDirectory, errata, own, cancellationToken);
        foreach (Diagnostic diagnostic in own.Where(d => !diagnostics.Contains(d)).ToList()) diagnostics.Add(diagnostic);
        return [.. versions.Select(v => Plan(table, v, errata, diagnostics, cancellationToken))];
    }

    private static FixPlan Plan(PackageTable table, UpdateVersion version, OsErrata errata, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        FixPlan plan = FixPlanner.Plan(table, version, errata, cancellationToken);
        foreach (FixFinding finding in plan.Findings.Where(f => f.Descriptor.Severity == DiagnosticSeverity.Error)) diagnostics.Add(finding.Descriptor, finding.Location, finding.Text);
        if (version.Definition.State != UpdateState.Draft) return plan;
        foreach (IGrouping<DiagnosticDescriptor, FixFinding> same in plan.Findings.Where(f => f.Descriptor.Severity == DiagnosticSeverity.Warning).GroupBy(f => f.Descriptor))
        {
            foreach (FixFinding finding in same.Take(MaxReported))
                diagnostics.Add(finding.Descriptor, finding.Location.File is { Length: > 0 } ? finding.Location : version.Definition.Location, finding.Text);
            if (same.Count() is > MaxReported and int count)
                diagnostics.Add(same.Key, version.Definition.Location, $"{count - MaxReported} more of this kind; `grif-errata fix {version.Name} --os {errata.Os.Name}` and the review show them all.");
        }

        return plan;
    }
}
