namespace GrifErrata.Monitor.Reports;

/// <summary>
/// Reads what Pakiti's clients send: protocol 5 plain and encrypted, protocol 4 as either kind of form. The body's first bytes tell them
/// apart, because the clients' content types do not. Safe to call from many threads.
/// </summary>
public static class ReportReader
{
    private static readonly Refusal Unopened =
        new(400, "The encrypted report cannot be read. Encrypt a report of protocol 5 with this server's certificate.");

    /// <summary>
    /// Reads one report. Refused with 400: what is no report, or not the one it says it is; invalid UTF-8 and control characters;
    /// 413: more than <see cref="ReportLimits"/>; 415: other agents' inventories, compressed bodies, and encrypted ones without a key;
    /// 422: a host without a right name, packages that are not rpm's, none, or more than one bad line in a hundred.
    /// </summary>
    /// <param name="body">The request's body, as it came.</param>
    /// <param name="request">What the request says beside it.</param>
    /// <returns>One of the two.</returns>
    public static (Report? Report, Refusal? Refusal) Read(ReadOnlyMemory<byte> body, ReportRequest request)
    {
        ReadOnlySpan<byte> bytes = body.Span;
        if (bytes.Length > ReportLimits.Body) return (null, new(413, "The report is larger than 8 MiB. No machine has so many packages."));
        if (bytes.IsEmpty) return (null, new(400, "The request has no body. Send a report in it."));
        if (IsForeign(bytes, request.UserAgent))
        {
            return (null, new(415, "Inventories of other agents and compressed reports are not read here. Send a plain report of Pakiti's client."));
        }

        string? protocol = request.Protocol is "" ? null : request.Protocol;
        if (protocol is not (null or "4" or "5"))
        {
            return (null, new(400, $"Protocol {PrintableText.Quote(protocol)} is not known here. Use a client of Pakiti 2 or 3, protocol 4 or 5."));
        }

        if (ModeOf(request.Mode) is not { } mode)
        {
            return (null, new(400, $"Mode {PrintableText.Quote(request.Mode!)} is not known. Send store-only, store-and-report or report-only."));
        }

        if (ReportKey.IsEnvelope(bytes)) return protocol == "4" ? (null, NotOf("4")) : Open(body, mode, request.Key);
        if (ReportText.IsOne(bytes)) return protocol == "4" ? (null, NotOf("4")) : ReportText.Read(bytes, mode);
        if (ReportBytes.Check(bytes) is { } bad) return (null, bad);

        Refusal? refusal = NotOf(protocol ?? "5");
        Form? form = MultipartForm.IsOne(bytes) ? MultipartForm.Read(body, out refusal)
            : UrlEncodedForm.IsOne(bytes) ? UrlEncodedForm.Read(body, out refusal)
            : null;
        return form is null ? (null, refusal) : ReportForm.Read(form, protocol, mode);
    }

    private static (Report? Report, Refusal? Refusal) Open(ReadOnlyMemory<byte> body, ReportMode mode, ReportKey? key)
    {
        if (key is null) return (null, new(415, "Encrypted reports are not read here: the server has no key. Send them plain, over TLS."));

        // One answer for all that can be wrong inside: different ones would let a stranger who tries spoilt copies decrypt the report.
        byte[]? text = key.Open(body);
        if (text is null || !ReportText.IsOne(text)) return (null, Unopened);
        (Report? report, Refusal? refusal) = ReportText.Read(text, mode);
        return refusal is { Status: 400 } ? (null, Unopened) : (report, refusal);
    }

    private static Refusal NotOf(string protocol) =>
        new(400, $"The body is not a report of protocol {protocol}. Send one that Pakiti's client has written.");

    // GLPI's agents send zlib; what a proxy compressed is not opened either, for it could be a bomb.
    private static bool IsForeign(ReadOnlySpan<byte> bytes, string? userAgent) =>
        userAgent?.Contains("GLPI", StringComparison.OrdinalIgnoreCase) == true
        || bytes is [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] or [0x1F, 0x8B, ..];

    private static ReportMode? ModeOf(string? mode) => mode switch
    {
        null or "" or "store-only" => ReportMode.StoreOnly,
        "store-and-report" => ReportMode.StoreAndReport,
        "report-only" => ReportMode.ReportOnly,
        _ => null,
    };
}
