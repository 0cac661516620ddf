using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    /// <summary>
    /// The kinds of each of the 256 bytes. Written out, so that the compiler puts it beside the code and knows its length: the innermost
    /// loops look up every byte in it.
    /// </summary>
    public static ReadOnlySpan<byte> Kinds =>
    [
        20, 20, 20, 20, 20, 20, 20, 20, 20, 12, 12, 20, 20, 12, 20, 20,
        20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20,
        8, 0, 4, 0, 0, 0, 4, 4, 0, 0, 0, 0, 0, 2, 2, 0,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 4, 0, 0, 0,
        0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
        3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 3,
        0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
        3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    ];

    /// <summary>
    /// The first byte at which a run of text stops: <c>&lt;</c>, <c>&amp;</c>, <c>]</c>, carriage return, a control byte, or anything
    /// beyond ASCII; the length if there is none.
    /// </summary>
    /// <remarks>
    /// SearchValues would do it, but its code is compiled anew in each process, first without optimisation, and a feed is read before
    /// the optimised code is there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FindTextStop(ReadOnlySpan<byte> s)
    {
        int i = 0;
        while (s.Length - i >= Vector128<byte>.Count)
        {
            Vector128<byte> v = Vector128.Create(s.Slice(i, Vector128<byte>.Count));

            // As signed bytes, all beyond ASCII are below the blank, as controls are.
            Vector128<byte> low = Vector128.LessThan(v.AsSByte(), Vector128.Create((sbyte)0x20)).AsByte();
            low = Vector128.AndNot(low, Vector128.Equals(v, Vector128.Create((byte)'\n')) | Vector128.Equals(v, Vector128.Create((byte)'\t')));
            Vector128<byte> stops = low
                | Vector128.Equals(v, Vector128.Create((byte)'<'))
                | Vector128.Equals(v, Vector128.Create((byte)'&'))
                | Vector128.Equals(v, Vector128.Create((byte)']'));
            uint mask = stops.ExtractMostSignificantBits();
            if (mask != 0) return i + BitOperations.TrailingZeroCount(mask);
            i += Vector128<byte>.Count;
        }

        for (; i < s.Length; i++)
        {
            byte b = s[i];
            if (b is (byte)'<' or (byte)'&' or (byte)']' or >= 0x80 || (b < 0x20 && b is not (9 or 10))) break;
        }

        return i;
    }

    /// <summary>The first byte of kind <see cref="ValueStop"/>; the length if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FindValueStop(ReadOnlySpan<byte> s)
    {
        int i = 0;
        while (s.Length - i >= Vector128<byte>.Count)
        {
            Vector128<byte> v = Vector128.Create(s.Slice(i, Vector128<byte>.Count));
            Vector128<byte> stops = Vector128.LessThan(v.AsSByte(), Vector128.Create((sbyte)0x20)).AsByte()
                | Vector128.Equals(v, Vector128.Create((byte)'"'))
                | Vector128.Equals(v, Vector128.Create((byte)'\''))
                | Vector128.Equals(v, Vector128.Create((byte)'<'))
                | Vector128.Equals(v, Vector128.Create((byte)'&'));
            uint mask = stops.ExtractMostSignificantBits();
            if (mask != 0) return i + BitOperations.TrailingZeroCount(mask);
            i += Vector128<byte>.Count;
        }

        while (i < s.Length && (Kinds[s[i]] & ValueStop) == 0) i++;
        return i;
    }

    /// <summary>Whether a character reference may name this code point.</summary>
    public static bool IsAllowed(int codePoint) => codePoint is 9 or 10 or 13
        || (codePoint >= 0x20 && codePoint is not (0xFFFE or 0xFFFF) && Rune.IsValid(codePoint));

    /// <summary>Whether a character beyond ASCII may stand in a name.</summary>
    public static bool IsNameCharacter(Rune rune, bool first) => rune.IsBmp
        && (first ? XmlConvert.IsStartNCNameChar((char)rune.Value) : XmlConvert.IsNCNameChar((char)rune.Value));
}
