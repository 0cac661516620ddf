using System.Globalization;
using System.Text;

namespace GrifErrata.Diagnostics;

/// <summary>Messages quote inputs of strangers; here they are made fit for a terminal, a log and a line of MSBuild.</summary>
internal static class PrintableMessage
{
    /// <summary>Most characters of a message. Of a longer one the middle is left out, so that what to do, its end, stays.</summary>
    public const int MaxLength = 2_000;

    private const int KeptStart = 1_400, KeptEnd = 500;

    /// <summary>The message with <c>?</c> for each control character, mark of direction, line separator and half of a pair, and shortened.</summary>
    public static string Of(string message)
    {
        string text = message.Length <= MaxLength ? message : $"{message.AsSpan(0, KeptStart)} [...] {message.AsSpan(message.Length - KeptEnd)}";
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!IsPrintable(rune)) break;
            at += rune.Utf16SequenceLength;
        }

        if (at == text.Length) return text;
        StringBuilder shown = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) shown.Append(IsPrintable(rune) ? rune.ToString() : "?");
        return shown.ToString();
    }

    // Rune gives U+FFFD for half of a pair; one that was in the input is shown alike.
    private static bool IsPrintable(Rune rune) => rune.Value is >= ' ' and <= '~'
        || (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
