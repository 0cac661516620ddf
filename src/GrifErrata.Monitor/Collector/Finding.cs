using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Collector;

/// <summary>What is open on the machine of a report: one package and one CVE.</summary>
/// <param name="Name">The package.</param>
/// <param name="Evr">Its installed version, <c>epoch:version-release</c>.</param>
/// <param name="Arch">Its architecture.</param>
/// <param name="Cve">The CVE, or the advisory where it names none.</param>
/// <param name="Tag">How bad it is, in one word.</param>
public sealed record Finding(string Name, string Evr, string Arch, string Cve, string Tag);

/// <summary>Says what is open on the machine of a report, for the modes that ask for it.</summary>
public interface IReportFindings
{
    /// <summary>What is open, in the order in which it is answered.</summary>
    /// <param name="report">The report.</param>
    /// <param name="site">The machine's site, or null.</param>
    ImmutableArray<Finding> Of(Report report, string? site);
}

/// <summary>Knows nothing that is open.</summary>
internal sealed class NoFindings : IReportFindings
{
    public ImmutableArray<Finding> Of(Report report, string? site) => [];
}
