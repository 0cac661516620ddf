using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GrifErrata.Monitor.Access;

/// <summary>One part of a name, <c>CN=wn1.example.org</c>.</summary>
/// <param name="Type">Its type in upper case, as RFC 4514 writes it, or the dotted number of one that has no short name here.</param>
/// <param name="Value">Its value.</param>
public readonly record struct NamePart(string Type, string Value);

/// <summary>
/// The subject of a certificate part by part, the most specific first. It is compared so and never as text: a value may hold
/// <c>,O=GRIF</c>, and then only looks like another name.
/// </summary>
/// <param name="Parts">Its parts.</param>
public sealed record DistinguishedName(ImmutableArray<NamePart> Parts)
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int LongestText = 2000;

    // RFC 4514, section 3, and what OpenSSL writes beside it.
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = "CN", ["2.5.4.4"] = "SN", ["2.5.4.5"] = "SERIALNUMBER", ["2.5.4.6"] = "C", ["2.5.4.7"] = "L", ["2.5.4.8"] = "ST", ["2.5.4.9"] = "STREET",
        ["2.5.4.10"] = "O", ["2.5.4.11"] = "OU", ["0.9.2342.19200300.100.1.1"] = "UID", ["0.9.2342.19200300.100.1.25"] = "DC", ["1.2.840.113549.1.9.1"] = "EMAILADDRESS",
    };

    /// <summary>The common name of the most specific part that has one, or null.</summary>
    public string? CommonName => Parts.Where(p => p.Type == "CN").Select(p => p.Value).FirstOrDefault();

    /// <summary>A certificate's subject; null where it has parts of several values or of no text, which no pattern can name.</summary>
    public static DistinguishedName? Of(X509Certificate2 certificate)
    {
        ImmutableArray<NamePart>.Builder parts = ImmutableArray.CreateBuilder<NamePart>();
        try
        {
            foreach (X500RelativeDistinguishedName part in certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: true))
            {
                if (part.HasMultipleElements || part.GetSingleElementValue() is not { } value) return null;
                string type = part.GetSingleElementType().Value ?? string.Empty;
                parts.Add(new(ShortNames.GetValueOrDefault(type, type), value));
            }
        }
        catch (CryptographicException)
        {
            return null;
        }

        return parts.Count == 0 ? null : new(parts.ToImmutable());
    }

    /// <summary>Reads RFC 4514, <c>CN=wn1.example.org,O=GRIF,C=FR</c>, as nginx and Apache write it. Null where the text is not that: also
    /// for the older <c>/C=FR/O=GRIF/CN=wn1</c>, in which a slash of a value looks like a new part.</summary>
    public static DistinguishedName? Parse(string text)
    {
        if (text.Length is 0 or > LongestText) return null;
        ImmutableArray<NamePart>.Builder parts = ImmutableArray.CreateBuilder<NamePart>();
        int at = 0;
        while (true)
        {
            while (at < text.Length && text[at] == ' ') at++;
            int equals = text.IndexOf('=', at);
            if (equals <= at) return null;
            string type = text[at..equals].TrimEnd(' ').ToUpperInvariant();
            if (!type.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) return null;
            at = equals + 1;
            if (Value(text, ref at) is not { } value) return null;
            parts.Add(new(ShortNames.GetValueOrDefault(type.StartsWith("OID.", StringComparison.Ordinal) ? type[4..] : type, type is "E" ? "EMAILADDRESS" : type is "S" ? "ST" : type), value));
            if (at == text.Length) return new(parts.ToImmutable());
            at++;
        }
    }

    // Reads to a comma that is not escaped, or to the end. A plus starts a second value of the same part, and a leading # is no text: neither is read.
    private static string? Value(string text, ref int at)
    {
        List<byte> value = [];
        while (at < text.Length && text[at] == ' ') at++;
        if (at < text.Length && text[at] == '#') return null;
        int kept = 0;
        while (at < text.Length && text[at] != ',')
        {
            char c = text[at];
            if (c is '+' or '"' or ';' or '<' or '>' || char.IsControl(c)) return null;
            if (c == '\\')
            {
                if (at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte escaped))
                {
                    value.Add(escaped);
                    at += 3;
                }
                else if (at + 1 < text.Length && text[at + 1] is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or ' ' or '#' or '=')
                {
                    value.Add((byte)text[at + 1]);
                    at += 2;
                }
                else
                {
                    return null;
                }

                kept = value.Count;
            }
            else
            {
                int length = char.IsHighSurrogate(c) && at + 1 < text.Length ? 2 : 1;
                value.AddRange(Encoding.UTF8.GetBytes(text, at, length));
                at += length;
                if (c != ' ') kept = value.Count;
            }
        }

        return Encoding.UTF8.GetString([.. value.Take(kept)]);
    }
}
