using System.Collections.Immutable;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>
/// Plans what an update version needs besides itself. The machines are not known: a block says for which it is. A fix never sets a
/// version below the version's own, never brings a kernel, and what a person wrote wins.
/// </summary>
public static class FixPlanner
{
    /// <summary>Plans the fix of one version.</summary>
    /// <param name="table">The packages of the OS's sources.</param>
    /// <param name="version">The version.</param>
    /// <param name="errata">The OS's facts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static FixPlan Plan(PackageTable table, UpdateVersion version, OsErrata errata, CancellationToken cancellationToken = default)
    {
        // Tried with all that dnf would pull in, then cut to what it would not.
        FixWorld world = new(table, version, errata.Os);
        FixPlan plan = PlanWhole(world, version, errata, cancellationToken);
        return Cut(plan with { Findings = [.. plan.Findings, .. Verification.Find(world, version, plan, errata.Os, cancellationToken)] }, errata.Os);
    }

    /// <summary>Plans the fix of one version without trying it on machines: what it does is the same, what it cannot cure is not all found.</summary>
    /// <inheritdoc cref="Plan"/>
    public static FixPlan PlanUnverified(PackageTable table, UpdateVersion version, OsErrata errata, CancellationToken cancellationToken) =>
        Cut(PlanWhole(new(table, version, errata.Os), version, errata, cancellationToken), errata.Os);

    private static FixPlan PlanWhole(FixWorld world, UpdateVersion version, OsErrata errata, CancellationToken cancellationToken)
    {
        PackageTable table = world.Table;
        List<(int Raised, int Before)> steps = [];
        int listed = 0;
        foreach (int entry in world.Entries)
        {
            int? before = world.Before(entry);
            if (table.IsListed(entry) || (before is { } b && table.IsListed(b))) listed++;
            else if (before is { } old) steps.Add((entry, old));
        }

        cancellationToken.ThrowIfCancellationRequested();
        List<FixFinding> findings = [];
        HeldRequirements held = new(world);
        Closure closure = new(world, held, new(world), findings);
        RequirementBlocks requirements = new(world, closure, new(world), findings);
        IReadOnlyList<FixBlock> required = requirements.Find(steps);
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<FixBlock> renames = new RenameBlocks(world, closure, requirements).Find();
        IReadOnlySet<string> renamed = renames.SelectMany(b => b.Actions).Select(a => a.Removes).OfType<string>().ToHashSet(StringComparer.Ordinal);
        TwinBlocks twins = new(world, renamed, findings);
        FixBlock[] twinned = [.. twins.Find(steps)];
        FixBlock[] blocks =
        [
            .. ArchChangeBlocks.Find(version, errata.Base, errata.Os.Arch),
            .. renames,
            .. twinned,
            .. required.OrderBy(b => string.Join('|', b.When), StringComparer.Ordinal).ThenBy(b => string.Join('|', b.Actions), StringComparer.Ordinal),
            .. new BrokenBlocks(world, held, closure, requirements, renamed, findings).Find([.. steps, .. twins.Steps]),
        ];
        Conflicts.Find(world, steps, renamed, findings);
        ImmutableArray<FixBlock> all = [.. FixesByHand.Over(blocks, version, table, findings)];
        findings.AddRange(Contradictions(all));
        return new(all, [.. findings], version.Packages.Length - listed, listed);
    }

    private static FixPlan Cut(FixPlan plan, OsDefinition os)
    {
        IEnumerable<FixFinding> findings = plan.Findings.OrderBy(f => f.Descriptor.Code, StringComparer.Ordinal).ThenBy(f => f.Text, StringComparer.Ordinal);
        return os.Pan.FollowsRepositories
            ? plan with { Blocks = [.. RepositoryFixes.Of(plan.Blocks)], Findings = [.. findings.Where(RepositoryFixes.Stays)] }
            : plan with { Findings = [.. findings] };
    }

    // Each block is right by itself; two that set different builds are not.
    private static IEnumerable<FixFinding> Contradictions(IEnumerable<FixBlock> blocks) =>
        from package in blocks.Where(b => b.Rule != FixRule.ByHand).SelectMany(b => b.Actions).Select(a => a.Sets).OfType<Rpm.Nevra>()
        group package.ToString() by (package.Name, package.Arch) into builds
        where builds.Distinct(StringComparer.Ordinal).Count() > 1
        select new FixFinding(FixDiagnostics.Breaks,
            $"different packages need different builds, {string.Join(" and ", builds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}: a machine with all of them cannot have the update. "
            + "Write a block under `fix` that says which comes, or exclude one of those that need it.", [builds.Key.Name]);
}
