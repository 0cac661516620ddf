using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Federation;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Reviews;

/// <summary>Which machines a step changes, by site.</summary>
internal static class ReviewMachines
{
    public static ImmutableArray<ReviewTable> Of(VersionStep step, IReadOnlyCollection<Machine> machines, ReviewFederation? federation)
    {
        string node = step.Errata.Os.NodeOsVersion;
        List<Machine> said = [.. machines.Where(m => m.NodeOsVersion is not null)], unknown = [.. machines.Where(m => m.NodeOsVersion is null)];
        List<Machine> ours = [.. said.Where(m => m.NodeOsVersion == node)], likely = [.. OsMachines.Likely(step.Errata, unknown)];
        List<Reviewed> all = [.. ours.Concat(likely).OrderBy(m => m.Host, StringComparer.Ordinal).Select(m => See(step, m, federation))];
        string? kernel = step.After.Definition.Kernel?.Version;
        ReviewTable sites = ReviewTable.Of(
            "Machines by site",
            $"Of {Number(machines.Count)} machines {Number(all.Count)} are taken for this OS's."
            + (said.Count == ours.Count ? string.Empty : $" Of another OS and left out: {Number(said.Count - ours.Count)}.")
            + (unknown.Count == 0 ? string.Empty
                : $" OS unknown: {Number(unknown.Count)}"
                + (unknown.Count == likely.Count ? "." : $", of which left out by their packages: {Number(unknown.Count - likely.Count)}."))
            + " One changes if the version sets another build of a package that it has. A frozen one stays as it is.",
            "site|machines|change|frozen|other kernel|OS unknown",
            all.GroupBy(m => m.Site, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => ReviewRisks.Row(
                g.Key, Number(g.Count()),
                Number(g.Count(m => m.Names.Length > 0 && m.Freeze is null)),
                Number(g.Count(m => m.Freeze is not null)),
                kernel is null ? string.Empty : Number(g.Count(m => m.Machine.Kernel is { } set && !IsKernel(set, kernel))),
                Number(g.Count(m => m.Machine.NodeOsVersion is null)))));
        ReviewTable hosts = ReviewTable.Of(
            "Machines that change", string.Empty, "machine|site|version|packages",
            all.Where(m => m.Names.Length > 0 && m.Freeze is null).Select(m => ReviewRisks.Row(
                m.Machine.Host, m.Site, m.Machine.UpdateVersion ?? string.Empty, Number(m.Names.Length))));
        ReviewTable frozen = ReviewTable.Of(
            "Frozen machines", "They stay on their version until the day named.", "machine|site|version|until|owner|reason",
            all.Where(m => m.Freeze is not null).Select(m => ReviewRisks.Row(
                m.Machine.Host, m.Site, m.Freeze!.Version, ReviewFreezes.Until(m.Freeze), m.Freeze.Owner, m.Freeze.Reason)));
        return [sites, .. new[] { frozen, hosts with { IsFolded = true } }.Where(t => t.Rows.Length > 0)];
    }

    private sealed record Reviewed(Machine Machine, string Site, SelectedFreeze? Freeze, ImmutableArray<string> Names);

    private static Reviewed See(VersionStep step, Machine machine, ReviewFederation? federation)
    {
        // A freeze that was written after the profile was compiled counts; one on this very version keeps nothing from the machine.
        SelectedFreeze? freeze = machine.Freeze is { } own
            ? new(own.Version, own.Kernel, own.Reason, own.Owner, own.Until)
            : federation?.Of(machine, step.Errata.Os.Name) is { } written && written.Version != step.After.Name ? written : null;
        return new(machine, ReviewFederation.Said(machine) ?? federation?.SiteOf(machine.Host) ?? Domain(machine), freeze, Changing(step, machine));
    }

    /// <summary>Names of the packages of which the version sets another build than the machine has.</summary>
    private static ImmutableArray<string> Changing(VersionStep step, Machine machine)
    {
        // pkg_ronly sets what a machine has with that architecture, up or down, and nothing else.
        ILookup<string, MachinePackage> there = machine.Packages.Where(p => p.Evr is not null).ToLookup(p => p.Name, StringComparer.Ordinal);
        return
        [
            .. step.Changes.Where(c => c.To is not null)
                .Where(c => there[c.Name].Any(p => (p.Arch ?? c.Arch) == c.Arch)
                    && !there[c.Name].Any(p => (p.Arch ?? c.Arch) == c.Arch && Fix.Compare(p.Evr!.Value, c.To!.Value) == 0))
                .Select(c => c.Name).Distinct(StringComparer.Ordinal),
        ];
    }

    private static string Domain(Machine machine)
    {
        int dot = machine.Host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "no site" : machine.Host[(dot + 1)..];
    }

    // uname -r of el6 and later ends with the architecture.
    private static bool IsKernel(string running, string kernel) =>
        running == kernel || (running.StartsWith(kernel + ".", StringComparison.Ordinal) && Architectures.IsKnown(running.AsSpan(kernel.Length + 1)));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
