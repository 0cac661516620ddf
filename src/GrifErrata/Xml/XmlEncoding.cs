using System.Text;

namespace GrifErrata.Xml;

/// <summary>The encodings that feeds are read in.</summary>
internal static class XmlEncoding
{
    /// <summary>UTF-16, told by its byte order mark or by the zeros in <c>&lt;?</c> (XML 1.0, appendix F); null for anything else.</summary>
    public static Encoding? OfFirstBytes(ReadOnlySpan<byte> head) => head switch
    {
        [0xFE, 0xFF, ..] or [0, (byte)'<', 0, (byte)'?', ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        [0xFF, 0xFE, ..] or [(byte)'<', 0, (byte)'?', 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => null,
    };

    /// <summary>The encoding of a name in a declaration, or null. It throws at bytes that are not of it.</summary>
    public static Encoding? Named(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        "UTF-16" or "UTF-16LE" or "UTF-16BE" => new UnicodeEncoding(),
        "ISO-8859-1" => Encoding.Latin1,
        "US-ASCII" => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        _ => null,
    };
}
