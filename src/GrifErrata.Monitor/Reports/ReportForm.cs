namespace GrifErrata.Monitor.Reports;

/// <summary>A report of protocol 4, the form of Pakiti 2's client.</summary>
internal static class ReportForm
{
    // What the client writes for a site or a tag that nobody gave it.
    private const string NotSet = "notset";

    /// <summary>The report, or why it is refused.</summary>
    /// <param name="form">The fields.</param>
    /// <param name="protocol">The version that the query gives; else that of the form counts.</param>
    /// <param name="mode">The mode that the query gives; that of the form goes before it.</param>
    public static (Report? Report, Refusal? Refusal) Read(Form form, string? protocol, ReportMode mode)
    {
        Refusal? refusal = null;
        string? Text(string name)
        {
            if (form.Find(name) is not { } bytes) return null;
            string? text = ReportBytes.Text(bytes.Span);
            if (text is null) refusal ??= new(400, $"The field '{name}' is too long or has control characters. Send one line of text.");
            return text;
        }

        string version = protocol ?? Text("version") ?? "5";
        string? report = Text("report");
        var draft = new ReportDraft
        {
            Host = Text("host"),
            Site = Given(Text("site")),
            Tag = Given(Text("tag")),
            System = Text("os"),
            Arch = Text("arch"),
            Kernel = Text("kernel"),
            Packager = Text("type"),
        };
        if (refusal is not null) return (null, refusal);
        if (version != "4") return (null, new(400, $"A form is protocol 4, and this one says {PrintableText.Quote(version)}. Send version=4, or a report of protocol 5."));
        ReportMode? asked = report switch
        {
            null or "" => mode,
            "0" => ReportMode.StoreOnly,
            "1" => ReportMode.StoreAndReport,
            "2" => ReportMode.ReportOnly,
            _ => null,
        };
        return asked is { } known
            ? draft.Finish(form.Find("pkgs").GetValueOrDefault().Span, 4, known)
            : (null, new(400, $"The field 'report' is {PrintableText.Quote(report!)}. Send 0, 1 or 2."));
    }

    private static string? Given(string? value) => value == NotSet ? null : value;
}
