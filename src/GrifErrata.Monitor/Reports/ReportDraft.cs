namespace GrifErrata.Monitor.Reports;

/// <summary>The fields of a report as they were sent, before they are judged.</summary>
internal sealed class ReportDraft
{
    public string? Host { get; set; }

    public string? Site { get; set; }

    public string? Tag { get; set; }

    public string? System { get; set; }

    public string? Arch { get; set; }

    public string? Kernel { get; set; }

    public string? Packager { get; set; }

    /// <summary>The report, or 422 where it can be read but not be judged, 413 or 400 for its lines.</summary>
    public (Report? Report, Refusal? Refusal) Finish(ReadOnlySpan<byte> lines, int protocol, ReportMode mode)
    {
        if (HostName.Of(Host ?? string.Empty) is not { } host)
        {
            return (null, new(422, $"{PrintableText.Quote(Host ?? string.Empty)} is not a host's name. Send the full name of the machine, as hostname -f prints it."));
        }

        // Of dpkg's and pkg's versions rpm's order makes nonsense.
        if (Packager != "rpm")
        {
            return (null, new(422, $"Packages of {PrintableText.Quote(Packager ?? string.Empty)} are not judged here, only rpm's. Stop the client on this machine."));
        }

        PackageList list = PackageList.Read(lines, protocol, out Refusal? refusal);
        if (refusal is not null) return (null, refusal);
        (var packages, refusal) = list.Finish();
        if (refusal is not null) return (null, refusal);
        return (new Report
        {
            Host = host,
            Site = Site is "" ? null : Site,
            Tag = Tag is "" ? null : Tag,
            System = System ?? string.Empty,
            Arch = Arch ?? string.Empty,
            Kernel = Kernel ?? string.Empty,
            Packager = Packager,
            Protocol = protocol,
            Mode = mode,
            Packages = packages,
            BadLines = list.BadLines,
        }, null);
    }
}
