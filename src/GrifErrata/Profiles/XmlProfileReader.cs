using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrifErrata.Diagnostics;
using GrifErrata.Xml;

namespace GrifErrata.Profiles;

/// <summary>Reads a Quattor profile that panc compiled to XML.</summary>
/// <remarks>
/// What panc's formatter <c>pan</c> writes: <c>&lt;nlist format="pan" name="profile"&gt;</c> with elements named after their type, and
/// <c>name</c> attributes in nlists; a text that XML cannot hold has <c>encoding="base64"</c>. Its other formatter, <c>xmldb</c>, names
/// elements after paths and is not read.
/// </remarks>
internal static class XmlProfileReader
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one.</summary>
    /// <param name="content">The XML.</param>
    /// <param name="file">The file, for locations and, where the profile has no host name, for the name.</param>
    /// <param name="diagnostics">Takes the first error.</param>
    /// <returns>The machine, or null after an error.</returns>
    /// <exception cref="Input.InputException">The XML is broken or nests too deep.</exception>
    public static Machine? Read(Stream content, string file, DiagnosticBag diagnostics)
    {
        // The same tree as the JSON's, so that one piece of code knows Quattor's schemas.
        using MemoryStream json = new();
        using (XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics))
        using (Utf8JsonWriter writer = new(json, Options))
        {
            xml.Read();
            if (!IsTable(xml) || !Attribute(xml, "format"u8).SequenceEqual("pan"u8))
            {
                diagnostics.Add(ProfileDiagnostics.Unknown, xml.Location,
                    "The root element is not <nlist format=\"pan\">, so this is no profile of panc's formatter pan. Compile profiles with that or with json, or take the file out of the folder.");
                return null;
            }

            Write(xml, writer);
            while (xml.Read() != XmlToken.End)
            {
            }
        }

        return JsonProfileReader.Read(json.GetBuffer().AsMemory(0, (int)json.Length), file, diagnostics);
    }

    // Bounded by the tokenizer's depth.
    private static void Write(XmlTokenizer xml, Utf8JsonWriter writer)
    {
        int depth = xml.Depth;
        if (IsTable(xml))
        {
            writer.WriteStartObject();
            while (xml.NextChild(depth))
            {
                writer.WritePropertyName(Attribute(xml, "name"u8));
                Write(xml, writer);
            }

            writer.WriteEndObject();
        }
        else if (xml.NameIs("list"u8))
        {
            writer.WriteStartArray();
            while (xml.NextChild(depth)) Write(xml, writer);
            writer.WriteEndArray();
        }
        else if (xml.NameIs("string"u8))
        {
            bool encoded = Attribute(xml, "encoding"u8).SequenceEqual("base64"u8);
            ReadOnlySpan<byte> text = xml.ReadText();
            if (encoded) WriteDecoded(text, writer);
            else writer.WriteStringValue(text);
        }
        else
        {
            // Numbers and truth values: nothing that is read is one.
            xml.Skip();
            writer.WriteNullValue();
        }
    }

    private static void WriteDecoded(ReadOnlySpan<byte> text, Utf8JsonWriter writer)
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        bool right = Base64.DecodeFromUtf8(text, bytes, out _, out int length) == OperationStatus.Done;
        if (right && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length))) writer.WriteStringValue(bytes.AsSpan(0, length));
        else writer.WriteNullValue();
    }

    private static bool IsTable(XmlTokenizer xml) => xml.NameIs("nlist"u8) || xml.NameIs("dict"u8);

    private static ReadOnlySpan<byte> Attribute(XmlTokenizer xml, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual(name)) return xml.AttributeValue(i);
        }

        return [];
    }
}
