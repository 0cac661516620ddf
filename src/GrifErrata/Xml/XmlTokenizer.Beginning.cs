using System.Text;
using GrifErrata.Input;

namespace GrifErrata.Xml;

/// <summary>The byte order mark, the encoding and the XML declaration.</summary>
internal sealed partial class XmlTokenizer
{
    private const int LongestDeclaration = 1024;

    private void Begin()
    {
        Refill(0, LongestDeclaration);
        Encoding? found = XmlEncoding.OfFirstBytes(_buffer.AsSpan(0, _end));
        if (found is not null)
        {
            Transcode(found);
        }
        else if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _pos = 3;
            _bytesBefore = 0;
            _counted = 3;
        }

        _tokenStart = _pos;
        XmlDeclaration? declaration = ParseDeclaration();
        if (declaration?.Encoding is not { } name) return;
        Encoding? declared = XmlEncoding.Named(name);
        bool isWide = declared is UnicodeEncoding;
        if (declared is null || isWide != found is UnicodeEncoding || (_counted == 3 && found is null && declared is not UTF8Encoding))
        {
            throw Fail(
                XmlDiagnostics.Declaration, _pos,
                $"The document declares the encoding '{name}', which {(declared is null ? "is not one that feeds use" : "does not agree with its first bytes")}. "
                + "UTF-8, UTF-16, ISO-8859-1 and US-ASCII are read: convert the file.");
        }

        if (found is not null || declared is UTF8Encoding)
        {
            _pos = declaration.End;
            return;
        }

        Transcode(declared);
        _pos = ParseDeclaration()!.End;
    }

    private XmlDeclaration? ParseDeclaration()
    {
        if (!XmlDeclaration.IsAt(_buffer.AsSpan(_pos, _end - _pos))) return null;
        XmlDeclaration? declaration = XmlDeclaration.Parse(_buffer.AsSpan(0, _end), _pos);
        if (declaration is null)
        {
            throw Fail(
                XmlDiagnostics.Declaration, _pos,
                "The XML declaration is not of the form <?xml version=\"1.0\" encoding=\"UTF-8\"?>. XML 1.1 is not read. Correct it.");
        }

        if (declaration.Encoding is null) _pos = declaration.End;
        return declaration;
    }

    // What is in the buffer goes through the transcoder too.
    private void Transcode(Encoding encoding)
    {
        byte[] raw = _buffer.AsSpan(0, _end).ToArray();
        _stream = Encoding.CreateTranscodingStream(
            new PrefixedStream(raw, _stream), encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        (_pos, _end, _counted, _line, _column, _tokenStart, _streamEnded) = (0, 0, 0, 1, 1, 0, false);
        Refill(0, LongestDeclaration);
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8)) (_pos, _counted, _tokenStart) = (3, 3, 3);
    }
}
