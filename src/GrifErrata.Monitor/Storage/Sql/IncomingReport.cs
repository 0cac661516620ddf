using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage.Sets;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>A report on its way to the writer.</summary>
/// <param name="Report">The report.</param>
/// <param name="SetHash">Content hash of its packages.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Now">When it came, milliseconds since 1970.</param>
/// <param name="Parts">The set's parts, where its sender expected that the set is new: computed on the sender's thread, because the
/// writer is the one that all wait for.</param>
/// <param name="Relay">What upstream servers are to get of it, or null.</param>
internal sealed record IncomingReport(
    Report Report, string SetHash, Sender Sender, long Now, IncomingPart[]? Parts, IncomingRelay? Relay)
{
    /// <summary>The site that the report is of: what is proven goes before what it says.</summary>
    public string? Site { get; } = Sender.Site ?? Report.Site;

    /// <summary>Whether a host of a site may get this report: it belongs to the first site that reported it, and to none before.</summary>
    public bool MayChange(string? siteOfHost) =>
        siteOfHost is null || siteOfHost == Site || Sender.OtherNames.Contains(siteOfHost, StringComparer.OrdinalIgnoreCase);
}
