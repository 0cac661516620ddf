using System.Globalization;
using System.Text;
using GrifErrata.Xml;

namespace GrifErrata.RepositorySnapshots;

/// <summary>What the copies of primary.xml, filelists.xml and updateinfo.xml have in common.</summary>
internal static class ElementCopy
{
    /// <summary>Writes the start of a document whose root is the current element: its attributes as they are, the number of packages as it is now.</summary>
    /// <param name="xml">Stands at the root.</param>
    /// <param name="copy">Used for the text; empty afterwards.</param>
    /// <param name="packages">The number, or null for a root that has none.</param>
    /// <param name="output">Takes the text.</param>
    public static void WriteRoot(XmlTokenizer xml, XmlCopy copy, int? packages, Stream output)
    {
        copy.Clear();
        copy.Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"u8);
        copy.Add(xml.Name);
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (packages is null || !xml.AttributeName(i).SequenceEqual("packages"u8)) copy.AddAttribute(xml.AttributeName(i), xml.AttributeValue(i));
        }

        if (packages is { } count) copy.AddAttribute("packages"u8, Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
        copy.Add(">\n"u8);
        Write(copy, output);
    }

    /// <summary>Writes what was gathered and forgets it.</summary>
    public static void Write(XmlCopy copy, Stream output)
    {
        output.Write(copy.Bytes);
        copy.Clear();
    }

    /// <summary>An attribute of the element that just started, or an empty text.</summary>
    public static string Attribute(XmlTokenizer xml, ReadOnlySpan<byte> name, Utf8StringPool strings)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual(name)) return strings.Get(xml.AttributeValue(i));
        }

        return string.Empty;
    }

    /// <summary>Reads a document to its end, so that what is wrong there is found.</summary>
    public static void ReadToEnd(XmlTokenizer xml)
    {
        while (xml.Read() != XmlToken.End)
        {
        }
    }
}
