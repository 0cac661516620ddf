using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Advisories;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Findings;

/// <summary>What is open on the machine of a report: the security advisories of its OS whose fix is not installed, one finding a package and CVE, as Pakiti's server answers them.</summary>
/// <param name="expectations">The OSs with their advisories.</param>
/// <param name="time">The clock: advisories of later days are not published.</param>
internal sealed class ReportFindings(ExpectationWatch expectations, TimeProvider time) : IReportFindings
{
    /// <inheritdoc/>
    public ImmutableArray<Finding> Of(Report report, string? site)
    {
        if (OsOf(report) is not { } os) return [];
        Judgement judgement = os.Judge(report.Packages, version: null, report.Kernel.Length > 0 ? report.Kernel : null, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return
        [
            .. judgement.Open.SelectMany(open => Cves(open.Advisory).Select(cve => (open.Installed, Cve: cve, open.Advisory.Severity)))
                .GroupBy(f => (f.Installed, f.Cve))
                .Select(g => new Finding(
                    g.Key.Installed.Name, string.Create(CultureInfo.InvariantCulture, $"{g.Key.Installed.Evr.Epoch ?? 0}:{g.Key.Installed.Evr.VersionRelease}"), g.Key.Installed.Arch, g.Key.Cve, Tag(g.Max(f => f.Severity))))
                .OrderBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Arch, StringComparer.Ordinal).ThenBy(f => f.Cve, StringComparer.Ordinal),
        ];
    }

    private OsJudge? OsOf(Report report)
    {
        Expectation expectation = expectations.Current;
        return expectation.Profiles.GetValueOrDefault(report.Host)?.NodeOsVersion is { } node
            ? expectation.Oses.FirstOrDefault(o => o.Errata.Os.NodeOsVersion == node)
            : OsJudge.MostLikely(expectation.Oses, report.Packages);
    }

    private static ImmutableArray<string> Cves(Advisory advisory) => advisory.Cves is { Length: > 0 } cves ? cves : [advisory.Id];

    private static string Tag(AdvisorySeverity severity) => severity == AdvisorySeverity.Unknown ? "Unrated" : severity.ToString();
}
