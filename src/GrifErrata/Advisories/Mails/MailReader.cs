using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using MimeKit;

namespace GrifErrata.Advisories.Mails;

/// <summary>Reads the errata mails of Scientific Linux and Red Hat's of the time before updateinfo.xml: an mbox or single mails.</summary>
public sealed class MailReader : IAdvisoryReader
{
    internal const string Name = "errata mails";

    private static readonly ParserOptions Options = new() { MaxMimeDepth = 16 };

    /// <inheritdoc/>
    public string Format => Name;

    /// <summary>Most bytes of one mail; errata mails have a few thousand.</summary>
    public int MaxMailBytes { get; init; } = 4 << 20;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        string text = Encoding.Latin1.GetString(head).ReplaceLineEndings("\n");
        if (text.StartsWith("From ", StringComparison.Ordinal)) text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        string[] lines = (end < 0 ? text : text[..end]).Split('\n');
        return IsHeader(lines[0]) && lines.Any(l => l.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)
            || l.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase) || l.StartsWith("Received:", StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    /// <returns>The errata in the file's order; other mails are counted.</returns>
    public IReadOnlyList<Advisory> Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            List<Advisory> advisories = [];
            int errata = 0, others = 0, firstOther = 0;
            foreach (MailBytes mail in new MailLines(content, MaxMailBytes).Mails())
            {
                cancellationToken.ThrowIfCancellationRequested();
                SourceLocation origin = new(file, mail.Line);
                if (mail.IsTooLarge)
                {
                    errata++;
                    diagnostics.Add(MailDiagnostics.TooLarge, origin,
                        $"The mail has more than {MaxMailBytes} bytes, which no erratum has. Take it out, or raise {nameof(MailReader)}.{nameof(MaxMailBytes)}.");
                }
                else if (Decode(mail, origin, diagnostics) is not { } text)
                {
                    errata++;
                }
                else if (!MailErratum.Is(text.Body))
                {
                    if (others++ == 0) firstOther = mail.Line;
                }
                else
                {
                    errata++;
                    if (new MailErratum(text, origin, diagnostics).Read() is { } advisory) advisories.Add(advisory);
                }
            }

            ReportOthers(errata, others, new SourceLocation(file, firstOther), diagnostics);
            return advisories;
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return [];
        }
    }

    private static void ReportOthers(int errata, int others, SourceLocation first, DiagnosticBag diagnostics)
    {
        if (errata == 0)
        {
            diagnostics.Add(MailDiagnostics.NoErratum, first with { Line = Math.Max(1, first.Line) },
                $"None of the {others} mails of the file has a Synopsis: line, so none is an erratum. Check that it is the right file.");
        }
        else if (others > 0)
        {
            diagnostics.Add(MailDiagnostics.OtherMails, first,
                $"{others} mails of the file, of which this is the first, have no Synopsis: line and are passed over. Check that none of them is an erratum.");
        }
    }

    private static bool IsHeader(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && line.AsSpan(0, colon).IndexOfAnyExceptInRange('!', '~') < 0;
    }

    private static MailText? Decode(MailBytes mail, SourceLocation origin, DiagnosticBag diagnostics)
    {
        try
        {
            using MemoryStream stream = new(mail.Bytes, writable: false);
            using MimeMessage message = MimeMessage.Load(Options, stream);

            // A forwarded mail may be an attachment of its own; HTML alone is no erratum that was ever sent.
            string body = message.TextBody ?? message.BodyParts.OfType<TextPart>().FirstOrDefault(p => p.IsPlain)?.Text ?? string.Empty;
            return new MailText(
                message.Subject ?? string.Empty,
                message.From.Mailboxes.FirstOrDefault()?.Address ?? string.Empty,
                message.Headers.Contains(HeaderId.Date) && message.Date > DateTimeOffset.UnixEpoch ? message.Date.ToUniversalTime() : null,
                body);
        }
        catch (Exception e) when (e is FormatException or IOException or ArgumentException or NotSupportedException or InvalidOperationException or IndexOutOfRangeException)
        {
            diagnostics.Add(MailDiagnostics.Unreadable, origin,
                "The mail cannot be decoded: its headers or its encoding are not those of a mail. Save it again as plain text, or take it out.");
            return null;
        }
    }
}
