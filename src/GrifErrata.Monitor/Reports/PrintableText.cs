namespace GrifErrata.Monitor.Reports;

/// <summary>Text of a report, made fit for an answer and a log.</summary>
internal static class PrintableText
{
    private const int MaxLength = 60;

    /// <summary>The text in single quotes, cut to 60 characters; what is not printable ASCII is shown as <c>?</c>.</summary>
    public static string Quote(string text)
    {
        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        Span<char> shown = stackalloc char[MaxLength];
        for (int i = 0; i < kept.Length; i++) shown[i] = kept[i] is >= ' ' and <= '~' ? kept[i] : '?';
        return $"'{shown[..kept.Length]}{(text.Length > MaxLength ? "..." : string.Empty)}'";
    }
}
