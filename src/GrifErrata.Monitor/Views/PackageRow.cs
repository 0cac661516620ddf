using System.Collections.Immutable;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Views;

/// <summary>A package as one host has it.</summary>
/// <param name="Host">Host.</param>
/// <param name="Site">Site.</param>
/// <param name="Os">OS.</param>
/// <param name="Installed">Build, <c>[epoch:]version-release</c>.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Expected">The build of the host's update version where that is newer or older; else null.</param>
/// <param name="Version">The update version that the host should have.</param>
/// <param name="Fixed">The highest build that an open advisory asks for, or null.</param>
public sealed record PackageRow(string Host, string? Site, string? Os, Evr Installed, string Arch, Evr? Expected, string? Version, Evr? Fixed)
{
    /// <summary>Who has a package, of the hosts that a reader sees.</summary>
    public static ImmutableArray<PackageRow> Of(FleetSnapshot fleet, IReadOnlyCollection<HostWithPackages> found)
    {
        ImmutableArray<PackageRow>.Builder rows = ImmutableArray.CreateBuilder<PackageRow>(found.Count);
        foreach (HostWithPackages with in found)
        {
            if (fleet.Host(with.Host.Name) is not { } host) continue;
            foreach (Nevra build in with.Packages)
            {
                PackageDifference? difference = host.Judgement?.Behind.Concat(host.Judgement.Ahead).FirstOrDefault(d => d.Installed == build);
                ImmutableArray<Evr> fixes = [.. host.Judgement?.Open.Where(f => f.Installed == build).Select(f => f.Fixed) ?? []];
                rows.Add(new(host.Name, host.Site, host.OsText is { Length: > 0 } os ? os : null, build.Evr, build.Arch, difference?.Expected.Evr, host.Version,
                    fixes.IsEmpty ? null : fixes.Max()));
            }
        }

        return rows.DrainToImmutable();
    }
}

/// <summary>A build of a package and how many hosts have it.</summary>
/// <param name="Installed">Build.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Hosts">How many hosts.</param>
/// <param name="Behind">How many of them should have a newer one.</param>
/// <param name="Exposed">How many of them lack a published security fix of it.</param>
public sealed record BuildRow(Evr Installed, string Arch, int Hosts, int Behind, int Exposed)
{
    /// <summary>The builds, the newest first as rpm orders them.</summary>
    public static ImmutableArray<BuildRow> Of(IEnumerable<PackageRow> rows) =>
    [
        .. rows.GroupBy(r => (r.Installed, r.Arch)).Select(g => new BuildRow(g.Key.Installed, g.Key.Arch, g.Count(), g.Count(r => r.Expected?.CompareTo(r.Installed) > 0), g.Count(r => r.Fixed is not null)))
            .OrderByDescending(r => r.Installed).ThenBy(r => r.Arch, StringComparer.Ordinal),
    ];
}

/// <summary>A package that hosts should have newer, or that lacks a published fix.</summary>
/// <param name="Package">Name.</param>
/// <param name="Behind">Hosts whose update version has it newer.</param>
/// <param name="Exposed">Hosts on which a security fix of it is open.</param>
/// <param name="Severity">The gravest severity among those fixes, or null.</param>
public sealed record LaggingRow(string Package, int Behind, int Exposed, string? Severity)
{
    /// <summary>All of a fleet, the gravest first, then those on most hosts.</summary>
    public static ImmutableArray<LaggingRow> All(ReaderView view) => view.Once(static fleet => new Rows(Of(fleet))).Packages;

    private static ImmutableArray<LaggingRow> Of(FleetSnapshot fleet)
    {
        Dictionary<string, (int Behind, int Exposed, Advisories.AdvisorySeverity Worst)> found = new(StringComparer.Ordinal);
        foreach (IGrouping<Judgement, FleetHost> same in fleet.Hosts.Where(h => h.Judgement is not null).GroupBy(h => h.Judgement!, (IEqualityComparer<Judgement>)ReferenceEqualityComparer.Instance))
        {
            int hosts = same.Count();
            foreach (string name in same.Key.Behind.Select(b => b.Installed.Name).Distinct(StringComparer.Ordinal))
                found[name] = found.GetValueOrDefault(name) with { Behind = found.GetValueOrDefault(name).Behind + hosts };
            foreach (IGrouping<string, OpenFinding> open in same.Key.Open.GroupBy(f => f.Installed.Name, StringComparer.Ordinal))
            {
                (int behind, int exposed, Advisories.AdvisorySeverity worst) = found.GetValueOrDefault(open.Key);
                found[open.Key] = (behind, exposed + hosts, (Advisories.AdvisorySeverity)Math.Max((int)worst, open.Max(f => (int)f.Advisory.Severity)));
            }
        }

        return
        [
            .. found.OrderByDescending(p => p.Value.Worst).ThenByDescending(p => p.Value.Exposed).ThenByDescending(p => p.Value.Behind).ThenBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => new LaggingRow(p.Key, p.Value.Behind, p.Value.Exposed, SeverityWord.Of(p.Value.Worst))),
        ];
    }

    private sealed record Rows(ImmutableArray<LaggingRow> Packages);
}
