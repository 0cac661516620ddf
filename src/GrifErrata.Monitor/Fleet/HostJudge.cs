using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Monitor.Fleet;

/// <summary>Concludes from a host's report and profile what there is to say about it, on one day and against one state of expectations.</summary>
internal sealed class HostJudge
{
    // ERRATA_SITE's default in the generated Pan.
    private const string NoSite = "none";

    private readonly Expectation _expectation;
    private readonly JudgementCache _cache;
    private readonly FleetOptions _options;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _today;
    private readonly FederationResolution? _resolution;
    private readonly OsJudge[] _oses;
    private readonly Dictionary<string, OsJudge> _byNodeOs;

    public HostJudge(Expectation expectation, OsJudge[] oses, JudgementCache cache, FleetOptions options, DateTimeOffset now)
    {
        (_expectation, _oses, _cache, _options, _now) = (expectation, oses, cache, options, now);
        _today = DateOnly.FromDateTime(now.UtcDateTime);
        _resolution = expectation.Federation is { } federation ? new(federation, _today) : null;
        _byNodeOs = oses.GroupBy(o => o.Errata.Os.NodeOsVersion, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    /// <summary>Judges a host that reported, is in the profiles, or both.</summary>
    public FleetHost Judge(string name, HostRecord? report, Machine? profile)
    {
        string? site = profile?.Site is { } said && said != NoSite ? said : _resolution?.SiteOf(name)?.Name ?? report?.Site;
        OsJudge? os = profile?.NodeOsVersion is { } node ? _byNodeOs.GetValueOrDefault(node) : report is null ? null : _cache.OsOf(report.SetHash, _oses);
        SelectedVersion? selected = os is null ? null : _resolution?.Resolve(name, site, os.Os);
        string? version = profile?.UpdateVersion ?? selected?.Version;
        Judgement? judgement = os is null || report is null ? null : _cache.Judge(os, report.SetHash, version, report.Kernel, _today);
        SelectedFreeze? freeze = _resolution is not null && os is not null ? selected?.Freeze : FreezeOf(profile);
        FleetHost host = new()
        {
            Name = name,
            Site = site,
            Os = os?.Os,
            Report = report,
            Profile = profile,
            Version = version,
            VersionSource = profile?.UpdateVersion is not null ? "profile" : SourceOf(selected),
            Followed = os is null || selected is null ? null : _resolution!.Followed(selected.Stage, os.Os).Version,
            Freeze = freeze,
            Verdict = HostVerdict.None,
            Judgement = judgement,
            Differences = report is null || profile is null ? [] : _cache.Differences(report.SetHash, profile.Packages),
            ExpectedKernel = os is null ? null : ExpectedKernel(os, site, version, freeze, IsWritten(name, site, os.Os)),
            NewerKernel = report is null ? null : _cache.NewerKernel(report.SetHash, report.Kernel),
            BehindSince = judgement is { Behind.Length: > 0 } ? Since(os!.Os, judgement.Version!, selected?.Stage) : null,
        };
        return host with { Verdict = VerdictOf(host, selected) };
    }

    /// <summary>What of a host changes with time alone.</summary>
    public bool IsSilent(HostRecord report) => _now - report.LastSeen > TimeSpan.FromDays(_options.SilentDays);

    private HostVerdict VerdictOf(FleetHost host, SelectedVersion? selected)
    {
        HostVerdict verdict = HostVerdict.None;
        if (IsForgotten(host, selected)) verdict |= HostVerdict.Forgotten;
        else if (host.Freeze is { } freeze && Holds(freeze)) verdict |= HostVerdict.Frozen;
        if (host.Version is null || host.Os is null || (host.Report is not null && host.Judgement?.Version is null)) verdict |= HostVerdict.NotJudged;
        if (host.Report is not { } report) return verdict | HostVerdict.NeverReported;

        if (IsSilent(report)) verdict |= HostVerdict.Silent;
        if (host.Judgement is { } judgement)
        {
            if (judgement.Behind.Length > 0) verdict |= HostVerdict.Behind;
            if (judgement.Ahead.Length > 0) verdict |= HostVerdict.Ahead;
            if (judgement.Unknown.Length > 0) verdict |= HostVerdict.UnknownPackages;
        }

        if (host.Differences.Length > 0) verdict |= HostVerdict.Different;
        if (host.NewerKernel is not null) verdict |= HostVerdict.RebootPending;
        if (host.ExpectedKernel is { } kernel && RunningKernel.IsOlder(report.Kernel, kernel)) verdict |= HostVerdict.KernelBehind;
        if (host.Profile is null && _expectation.Profiles.Count > 0) verdict |= HostVerdict.Stranger;
        return verdict;
    }

    // A freeze that somebody wrote, that has ended and was not lifted; or a profile that was not compiled anew some days after the federation gave its machine a later version, a site's own
    // pin of a version among them. An open row of a kernel plan is no freeze that somebody forgot: after its day the kernel is behind.
    private bool IsForgotten(FleetHost host, SelectedVersion? selected)
    {
        if (host.Freeze is { } freeze && IsWritten(host.Name, host.Site, host.Os))
            return !Holds(freeze) && (host.Followed is null || UpdateVersionName.Compare(host.Version, host.Followed) < 0);
        return host.Profile?.UpdateVersion is { } compiled && selected?.Version is { } given && UpdateVersionName.Compare(compiled, given) < 0
            && Since(host.Os!, given, selected.Stage) is { } since && _today.DayNumber - since.DayNumber > _options.SilentDays;
    }

    // Somebody wrote the freeze; else it is the open row of a kernel plan.
    private bool IsWritten(string name, string? site, string? os) =>
        _expectation.Federation is not { } federation || federation.Freezes.Any(f => f.Os == os && (f.Host == name || (f.Site is not null && f.Site == site)));

    private bool Holds(SelectedFreeze freeze) => freeze.Until is not { } until || until >= _today;

    // While a freeze that somebody wrote holds, the kernel that it keeps, or that its version sets. Else the newest of what the version sets and of the plans that the site has done or whose day has passed: a
    // plan that is done stays in the federation's file, and a later one, or a later version, asks for more.
    private string? ExpectedKernel(OsJudge os, string? site, string? version, SelectedFreeze? freeze, bool isWritten)
    {
        string? expected = version is null ? null : os.Version(version)?.Definition.Kernel?.Version;
        if (freeze is not null && Holds(freeze))
        {
            expected = freeze.Kernel ?? expected;
            if (isWritten) return expected;
        }

        foreach (KernelPlan plan in _expectation.Federation?.Kernels ?? [])
        {
            if (plan.Os != os.Os || plan.Sites.FirstOrDefault(s => s.Site == site) is not { } row) continue;
            if (KernelPlanStatus.StateOf(row, plan, _today) != KernelSiteState.Waits && (expected is null || RunningKernel.IsOlder(expected, plan.Kernel))) expected = plan.Kernel;
        }

        return expected;
    }

    /// <summary>The day since which a stage has a version: that of its promotion, else the version's own.</summary>
    private DateOnly? Since(string os, string version, string? stage) =>
        _expectation.Federation?.History.LastOrDefault(p => p.Os == os && p.Version == version && p.Site is null && (stage is null || p.Stage == stage))?.Date
        ?? (UpdateVersionName.TryParse(version, out DateTimeOffset day) ? DateOnly.FromDateTime(day.UtcDateTime) : null);

    private static string SourceOf(SelectedVersion? selected) => (selected?.Source ?? SelectionSource.None) switch
    {
        SelectionSource.Machine => "machine",
        SelectionSource.Site => "site",
        SelectionSource.Stage => "stage",
        SelectionSource.Default => "default",
        _ => "none",
    };

    private static SelectedFreeze? FreezeOf(Machine? profile) =>
        profile?.Freeze is { } freeze ? new(freeze.Version, freeze.Kernel, freeze.Reason, freeze.Owner, freeze.Until) : null;
}
