using System.Buffers;
using System.Text;
using System.Xml;

namespace GrifErrata.Xml;

/// <summary>Which bytes may stand where (XML 1.0, productions 2, 4 and 4a; Namespaces in XML, production 4).</summary>
internal static class XmlCharacters
{
    /// <summary>ASCII that may start a name; the colon is apart.</summary>
    public const byte NameStart = 1;

    /// <summary>ASCII that may go on in a name; the colon is apart.</summary>
    public const byte Name = 2;

    /// <summary>A byte at which the scan of an attribute's value stops.</summary>
    public const byte ValueStop = 4;

    /// <summary>Blank, tab, line feed, carriage return.</summary>
    public const byte Blank = 8;

    /// <summary>A control byte, which XML 1.0 forbids and feeds contain.</summary>
    public const byte Control = 16;

    private static readonly byte[] KindsOfBytes = MakeKinds();

    /// <summary>The kinds of each of the 256 bytes.</summary>
    public static byte[] Kinds => KindsOfBytes;

    /// <summary>Bytes at which a run of text stops: markup, references, <c>]</c>, carriage return, controls, and all beyond ASCII.</summary>
    public static SearchValues<byte> TextStops { get; } = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => b is (byte)'<' or (byte)'&' or (byte)']' or >= 0x80 || (b < 0x20 && b is not (9 or 10)))]);

    /// <summary>Bytes at which the scan of a long attribute value stops.</summary>
    public static SearchValues<byte> ValueStops { get; } = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => (KindsOfBytes[b] & ValueStop) != 0)]);

    /// <summary>Whether a character reference may name this code point.</summary>
    public static bool IsAllowed(int codePoint) => codePoint is 9 or 10 or 13
        || (codePoint >= 0x20 && codePoint is not (0xFFFE or 0xFFFF) && Rune.IsValid(codePoint));

    /// <summary>Whether a character beyond ASCII may stand in a name.</summary>
    public static bool IsNameCharacter(Rune rune, bool first) => rune.IsBmp
        && (first ? XmlConvert.IsStartNCNameChar((char)rune.Value) : XmlConvert.IsNCNameChar((char)rune.Value));

    private static byte[] MakeKinds()
    {
        byte[] kinds = new byte[256];
        for (int b = 0; b < 256; b++)
        {
            byte kind = 0;
            bool letter = b < 128 && (char.IsAsciiLetter((char)b) || b == '_');
            if (letter) kind |= NameStart | Name;
            if (b is '-' or '.' || (b < 128 && char.IsAsciiDigit((char)b))) kind |= Name;
            if (b is ' ' or '\t' or '\n' or '\r') kind |= Blank;
            else if (b < 0x20) kind |= Control;
            if (b is '"' or '\'' or '<' or '&' || b < 0x20 || b >= 0x80) kind |= ValueStop;
            kinds[b] = kind;
        }

        return kinds;
    }
}
