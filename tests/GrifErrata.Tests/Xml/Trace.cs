using System.Text;
using System.Xml;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Xml;

namespace GrifErrata.Tests.Xml;

/// <summary>What a reader sees of a document, as lines of text: ours and the framework's side by side.</summary>
internal static class Trace
{
    public static (string? Text, Diagnostic? Error, DiagnosticBag Warnings) Ours(byte[] document, int piece = 0, XmlLimits? limits = null)
    {
        DiagnosticBag warnings = [];
        StringBuilder trace = new();
        StringBuilder text = new();
        try
        {
            using Stream stream = piece > 0 ? new PieceStream(document, piece) : new MemoryStream(document);
            using XmlTokenizer xml = new(stream, "feed.xml", limits ?? XmlLimits.Default, warnings);
            while (true)
            {
                XmlToken token = xml.Read();
                if (token == XmlToken.Text)
                {
                    text.Append(Encoding.UTF8.GetString(xml.Text));
                    continue;
                }

                Flush(trace, text);
                if (token == XmlToken.End) return (trace.ToString(), null, warnings);
                if (token == XmlToken.EndElement)
                {
                    trace.Append("</>\n");
                    continue;
                }

                trace.Append('<').Append(Encoding.UTF8.GetString(xml.Name)).Append("> depth ").Append(xml.Depth).Append('\n');
                for (int i = 0; i < xml.AttributeCount; i++)
                {
                    trace.Append('@').Append(Encoding.UTF8.GetString(xml.AttributeName(i))).Append('=')
                        .Append(Encoding.UTF8.GetString(xml.AttributeValue(i))).Append('\n');
                }
            }
        }
        catch (InputException e)
        {
            return (null, e.Diagnostic, warnings);
        }
    }

    public static string? Framework(byte[] document)
    {
        StringBuilder trace = new();
        StringBuilder text = new();
        try
        {
            using XmlReader xml = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (xml.Read())
            {
                switch (xml.NodeType)
                {
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                        if (xml.Depth > 0) text.Append(xml.Value);
                        break;
                    case XmlNodeType.Element:
                        Flush(trace, text);
                        trace.Append('<').Append(xml.Name).Append("> depth ").Append(xml.Depth + 1).Append('\n');
                        for (int i = 0; i < xml.AttributeCount; i++)
                        {
                            xml.MoveToAttribute(i);
                            trace.Append('@').Append(xml.Name).Append('=').Append(xml.Value).Append('\n');
                        }

                        xml.MoveToElement();
                        if (xml.IsEmptyElement) trace.Append("</>\n");
                        break;
                    case XmlNodeType.EndElement:
                        Flush(trace, text);
                        trace.Append("</>\n");
                        break;
                }
            }

            return trace.ToString();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static void Flush(StringBuilder trace, StringBuilder text)
    {
        if (text.Length > 0) trace.Append('"').Append(text).Append("\"\n");
        text.Clear();
    }
}
