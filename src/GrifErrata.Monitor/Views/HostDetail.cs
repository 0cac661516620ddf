using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Views;

/// <summary>All that is known of one host.</summary>
/// <param name="Host">As lists show it.</param>
/// <param name="Followed">The version that it would have if nothing kept it; null where the federation has none.</param>
/// <param name="NewerKernel">An installed kernel that waits for a reboot, or null.</param>
/// <param name="Freeze">The freeze that keeps it, whether it still holds or not; null for none.</param>
/// <param name="Report">Its last report's facts, or null where it never reported.</param>
/// <param name="Behind">Packages older than its version's.</param>
/// <param name="Different">Packages not as its profile says.</param>
/// <param name="Open">Published security fixes that are not installed.</param>
/// <param name="Ahead">Packages newer than its version's.</param>
/// <param name="Unknown">Builds that no repository of its OS has.</param>
public sealed record HostDetail(
    HostRow Host, string? Followed, string? NewerKernel, HostFreeze? Freeze, HostReport? Report, ImmutableArray<BehindRow> Behind, ImmutableArray<DifferentRow> Different,
    ImmutableArray<OpenRow> Open, ImmutableArray<BehindRow> Ahead, ImmutableArray<InstalledRow> Unknown)
{
    /// <summary>That of a host.</summary>
    public static HostDetail Of(FleetHost host) => new(
        HostRow.Of([host])[0], host.Followed, host.NewerKernel?.ToString(),
        host.Freeze is { } freeze ? new(freeze.Version, freeze.Kernel, freeze.Reason, freeze.Owner, freeze.Until) : null,
        host.Report is { } report ? new(report.Tag, report.System, report.Arch, report.Reporter, report.Protocol, report.BadLines, report.FirstSeen, report.SetHash) : null,
        [.. (host.Judgement?.Behind ?? []).Select(BehindRow.Of)],
        [.. host.Differences.Select(DifferentRow.Of)],
        [.. (host.Judgement?.Open ?? []).OrderByDescending(f => f.Advisory.Severity).Select(OpenRow.Of)],
        [.. (host.Judgement?.Ahead ?? []).Select(BehindRow.Of)],
        [.. (host.Judgement?.Unknown ?? []).Select(InstalledRow.Of)]);
}

/// <summary>A freeze of a host.</summary>
/// <param name="Version">Update version.</param>
/// <param name="Kernel">Kernel that stays too, or null.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Until">The last day, or null for a kernel plan without a day.</param>
public sealed record HostFreeze(string Version, string? Kernel, string Reason, string Owner, DateOnly? Until);

/// <summary>What a host's last report said beside its packages.</summary>
/// <param name="Tag">Tag, or null.</param>
/// <param name="System">The OS as the machine names it.</param>
/// <param name="Arch">Machine architecture.</param>
/// <param name="Reporter">Who sent it.</param>
/// <param name="Protocol">4 or 5.</param>
/// <param name="BadLines">Lines that are no package.</param>
/// <param name="FirstSeen">When the first report came, UTC.</param>
/// <param name="Set">Content hash of the packages.</param>
public sealed record HostReport(string? Tag, string System, string Arch, string Reporter, int Protocol, int BadLines, DateTimeOffset FirstSeen, string Set);

/// <summary>A package whose build is not the update version's.</summary>
/// <param name="Package">Name.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Installed">The installed build.</param>
/// <param name="Expected">The version's build.</param>
/// <param name="Severity">The gravest severity of what is lacked, or null.</param>
/// <param name="Advisories">Security advisories that the expected build fixes and the installed one does not.</param>
/// <param name="Cves">Their CVEs.</param>
public sealed record BehindRow(string Package, string Arch, Evr Installed, Evr Expected, string? Severity, ImmutableArray<string> Advisories, ImmutableArray<string> Cves)
{
    internal static BehindRow Of(PackageDifference difference) => new(
        difference.Installed.Name, difference.Installed.Arch, difference.Installed.Evr, difference.Expected.Evr,
        SeverityWord.Of(difference.Advisories.Select(a => a.Severity).DefaultIfEmpty(AdvisorySeverity.Unknown).Max()),
        [.. difference.Advisories.Select(a => a.Id).Distinct(StringComparer.Ordinal)],
        [.. difference.Advisories.SelectMany(a => a.Cves).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
}

/// <summary>A package that is not as the profile wants it.</summary>
/// <param name="Package">Name.</param>
/// <param name="Arch">Architecture that is wanted, or null for any.</param>
/// <param name="Wanted">Build that is wanted, or null for any.</param>
/// <param name="Installed">Builds in its place; none where it is absent.</param>
public sealed record DifferentRow(string Package, string? Arch, Evr? Wanted, ImmutableArray<Evr> Installed)
{
    internal static DifferentRow Of(ProfileDifference difference) =>
        new(difference.Wanted.Name, difference.Wanted.Arch, difference.Wanted.Evr, [.. difference.Installed.Select(i => i.Evr)]);
}

/// <summary>A published security fix that is not installed.</summary>
/// <param name="Package">Name.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Installed">The newest installed build.</param>
/// <param name="Fixed">The first build that is fixed.</param>
/// <param name="Severity">Severity, or null.</param>
/// <param name="Advisory">The advisory.</param>
/// <param name="Cves">Its CVEs.</param>
/// <param name="Issued">Day of publication, UTC, or null.</param>
public sealed record OpenRow(string Package, string Arch, Evr Installed, Evr Fixed, string? Severity, string Advisory, ImmutableArray<string> Cves, DateOnly? Issued)
{
    internal static OpenRow Of(OpenFinding finding) => new(
        finding.Installed.Name, finding.Installed.Arch, finding.Installed.Evr, finding.Fixed, SeverityWord.Of(finding.Advisory.Severity), finding.Advisory.Id, finding.Advisory.Cves,
        finding.Advisory.Date is { } date ? DateOnly.FromDateTime(date.UtcDateTime) : null);
}

/// <summary>An installed package.</summary>
/// <param name="Package">Name.</param>
/// <param name="Installed">Build.</param>
/// <param name="Arch">Architecture.</param>
public sealed record InstalledRow(string Package, Evr Installed, string Arch)
{
    internal static InstalledRow Of(Nevra package) => new(package.Name, package.Evr, package.Arch);
}
