using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Xml;

namespace GrifErrata.Repositories;

/// <summary>Reads repomd.xml.</summary>
internal static class RepodataIndexReader
{
    /// <summary>Reads it; null after an error.</summary>
    public static RepodataIndex? Read(Stream content, string file, DiagnosticBag diagnostics)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics);
            xml.Read();
            if (!xml.NameIs("repomd"u8))
            {
                diagnostics.Add(
                    RepodataDiagnostics.WrongRoot, xml.Location,
                    "The root element is not <repomd>, so this is no repomd.xml. Name the repository's folder or its repodata/repomd.xml.");
                return null;
            }

            string revision = string.Empty;
            ImmutableArray<RepodataEntry>.Builder entries = ImmutableArray.CreateBuilder<RepodataEntry>();
            SourceLocation origin = xml.Location;
            while (xml.NextChild(1))
            {
                if (xml.NameIs("revision"u8)) revision = Encoding.UTF8.GetString(xml.ReadText());
                else if (!xml.NameIs("data"u8)) xml.Skip();
                else if (ReadEntry(xml, diagnostics) is { } entry) entries.Add(entry);
            }

            while (xml.Read() != XmlToken.End)
            {
            }

            return diagnostics.HasErrors ? null : new RepodataIndex(revision, entries.ToImmutable(), origin);
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return null;
        }
    }

    private static RepodataEntry? ReadEntry(XmlTokenizer xml, DiagnosticBag diagnostics)
    {
        SourceLocation origin = xml.Location;
        string type = Attribute(xml, "type"u8);

        // The same data again in forms that this library does not need; their fields are of no concern.
        bool skipped = type.EndsWith("_zck", StringComparison.Ordinal) || type.EndsWith("_db", StringComparison.Ordinal);
        string href = string.Empty;
        ContentChecksum? checksum = null, openChecksum = null;
        long? size = null, openSize = null;
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("location"u8))
            {
                href = Attribute(xml, "href"u8);
                xml.Skip();
            }
            else if (skipped) xml.Skip();
            else if (xml.NameIs("checksum"u8)) checksum = ReadChecksum(xml, type, diagnostics);
            else if (xml.NameIs("open-checksum"u8)) openChecksum = ReadChecksum(xml, type, diagnostics);
            else if (xml.NameIs("size"u8)) size = ReadNumber(xml, type, diagnostics);
            else if (xml.NameIs("open-size"u8)) openSize = ReadNumber(xml, type, diagnostics);
            else xml.Skip();
        }

        if (href.Length > 0 || skipped) return new RepodataEntry(type, href, checksum, openChecksum, size, openSize, origin);
        diagnostics.Add(
            RepodataDiagnostics.NoLocation, origin,
            $"The entry '{type}' has no <location href=\"...\"/>. Fetch the repository's metadata again.");
        return null;
    }

    private static ContentChecksum? ReadChecksum(XmlTokenizer xml, string entry, DiagnosticBag diagnostics)
    {
        SourceLocation location = xml.Location;
        string type = Attribute(xml, "type"u8);
        string value = Encoding.UTF8.GetString(xml.ReadText());
        if (!ContentChecksum.TryParse(type, value, out ContentChecksum? checksum))
        {
            diagnostics.Add(
                RepodataDiagnostics.UnknownChecksum, location,
                $"The checksum of '{entry}' is of the kind '{type}' with {value.Length} characters; md5, sha1 and sha224 to sha512 in hexadecimal digits are checked. "
                + "Make the metadata again with one of these.");
        }
        else if (checksum!.IsWeak && !diagnostics.Any(d => d.Descriptor == RepodataDiagnostics.WeakChecksum))
        {
            diagnostics.Add(
                RepodataDiagnostics.WeakChecksum, location,
                $"The metadata is protected by {type} only, as old repositories are: it shows damage, not forgery. Nothing is needed if you trust where it comes from.");
        }

        return checksum;
    }

    private static long? ReadNumber(XmlTokenizer xml, string entry, DiagnosticBag diagnostics)
    {
        SourceLocation location = xml.Location;
        string element = Encoding.UTF8.GetString(xml.Name);
        ReadOnlySpan<byte> text = xml.ReadText();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return number;
        diagnostics.Add(
            RepodataDiagnostics.BadNumber, location,
            $"The <{element}> of '{entry}' is not a number. Fetch the repository's metadata again.");
        return null;
    }

    private static string Attribute(XmlTokenizer xml, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual(name)) return Encoding.UTF8.GetString(xml.AttributeValue(i));
        }

        return string.Empty;
    }
}
