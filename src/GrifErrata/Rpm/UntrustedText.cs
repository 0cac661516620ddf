namespace GrifErrata.Rpm;

/// <summary>Text of an input, made fit for a message.</summary>
internal static class UntrustedText
{
    private const int MaxLength = 60;

    /// <summary>The text in single quotes, cut to 60 characters; what is not printable ASCII is shown as <c>?</c>,
    /// so that an input can neither flood a terminal nor steer it.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        bool cut = text.Length > MaxLength;
        Span<char> shown = stackalloc char[MaxLength];
        int length = cut ? MaxLength : text.Length;
        for (int i = 0; i < length; i++) shown[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
        return $"'{shown[..length]}{(cut ? "..." : string.Empty)}'";
    }
}
