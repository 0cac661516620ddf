using System.Text;

namespace GrifErrata.Monitor.Reports;

/// <summary>A report of protocol 5: three lines <c>#</c>, a header between the first two, packages between the last two.</summary>
internal static class ReportText
{
    private enum Field
    {
        Host,
        Site,
        Tag,
        System,
        Arch,
        Kernel,
        Packager,
        Version,
    }

    /// <summary>Whether bytes start as such a report does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body) => body.StartsWith("#\n"u8) || body.StartsWith("#\r\n"u8);

    /// <summary>The report, or why it is refused.</summary>
    public static (Report? Report, Refusal? Refusal) Read(ReadOnlySpan<byte> body, ReportMode mode)
    {
        // First the last line: the answer for an encrypted report whose end was spoilt must not depend on what is before it.
        ReadOnlySpan<byte> rest = body.TrimEnd("\r\n"u8);
        if (!rest.EndsWith("\n#"u8)) return (null, new(400, "The report does not end with a line '#'. It may have been cut: send all of it."));
        if (ReportBytes.Check(body) is { } bad) return (null, bad);
        rest = rest[..^1];
        ReportBytes.NextLine(ref rest);
        var draft = new ReportDraft();
        if (ReadHeader(ref rest, draft) is { } refusal) return (null, refusal);
        return draft.Finish(rest, 5, mode);
    }

    private static Refusal? ReadHeader(ref ReadOnlySpan<byte> rest, ReportDraft draft)
    {
        int seen = 0;
        for (int i = 0; !rest.IsEmpty; i++)
        {
            ReadOnlySpan<byte> line = ReportBytes.NextLine(ref rest);
            if (line.SequenceEqual("#"u8)) return null;
            if (i == ReportLimits.Fields) return new(400, "The header of the report is too long. End it with a line '#'.");
            int colon = line.IndexOf((byte)':');
            if (colon <= 0 || line.Length > ReportLimits.Line) return new(400, "The header of the report has a line that is not 'name: value'. Correct it.");
            if (FieldOf(line[..colon]) is not { } field) continue;
            string name = Encoding.UTF8.GetString(line[..colon]);
            if ((seen & (1 << (int)field)) != 0) return new(400, $"The header of the report has '{name}' twice. Send it once.");
            seen |= 1 << (int)field;
            if (ReportBytes.Text(line[(colon + 1)..]) is not { } value) return new(400, $"The value of '{name}' has control characters. Send one line of text.");
            if (Set(draft, field, value) is { } refusal) return refusal;
        }

        return new(400, "The header of the report has no end. End it with a line '#'.");
    }

    private static Field? FieldOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("host"u8) ? Field.Host
        : name.SequenceEqual("site"u8) ? Field.Site
        : name.SequenceEqual("tag"u8) ? Field.Tag
        : name.SequenceEqual("system"u8) ? Field.System
        : name.SequenceEqual("arch"u8) ? Field.Arch
        : name.SequenceEqual("kernel"u8) ? Field.Kernel
        : name.SequenceEqual("packager"u8) ? Field.Packager
        : name.SequenceEqual("version"u8) ? Field.Version
        : null;

    private static Refusal? Set(ReportDraft draft, Field field, string value)
    {
        switch (field)
        {
            case Field.Host: draft.Host = value; break;
            case Field.Site: draft.Site = value; break;
            case Field.Tag: draft.Tag = value; break;
            case Field.System: draft.System = value; break;
            case Field.Arch: draft.Arch = value; break;
            case Field.Kernel: draft.Kernel = value; break;
            case Field.Packager: draft.Packager = value; break;
            case Field.Version when value != "1":
                return new(400, $"The report's format is version {PrintableText.Quote(value)}, and only 1 is known here. Use a client of Pakiti 3.");
        }

        return null;
    }
}
