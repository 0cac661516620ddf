using System.Text;

namespace GrifErrata.Xml;

/// <summary>Comments, processing instructions, CDATA and the XML declaration.</summary>
internal sealed partial class XmlTokenizer
{
    // "<![CDATA[" is the longest of the openings.
    private const int LongestOpening = 9;

    private void ReadDeclaration()
    {
        if (_end - _pos < LongestOpening) Refill(_pos, LongestOpening);
        ReadOnlySpan<byte> s = _buffer.AsSpan(_pos, _end - _pos);
        if (s.StartsWith("<!--"u8))
        {
            _pos += 4;
            SkipUntil("--"u8, "comment");
            if (_end - _pos < 1 && !Refill(_pos, 1)) throw Unclosed();
            if (_buffer[_pos] != (byte)'>') throw Syntax(_pos, "A comment has '--' in it.");
            _pos++;
        }
        else if (s.StartsWith("<![CDATA["u8))
        {
            if (Depth == 0)
            {
                throw Fail(
                    XmlDiagnostics.OutsideRoot, _pos,
                    "There is CDATA outside the root element, so this is not one whole XML document. Fetch the file again.");
            }

            _pos += LongestOpening;
            _inCdata = true;
        }
        else if (s.StartsWith("<!DOCTYPE"u8))
        {
            throw Fail(
                XmlDiagnostics.Doctype, _pos,
                "The document has a DOCTYPE, which can make a reader open other files or grow without bound, so it is refused. "
                + "Ask the publisher for a feed without it; no feed needs one.");
        }
        else if (IsBeginningOfOpening(s))
        {
            throw Unclosed();
        }
        else
        {
            throw Syntax(_pos, "'<!' begins neither a comment nor CDATA.");
        }
    }

    private bool IsBeginningOfOpening(ReadOnlySpan<byte> s) =>
        _streamEnded && s.Length < LongestOpening
        && ("<!--"u8.StartsWith(s) || "<![CDATA["u8.StartsWith(s) || "<!DOCTYPE"u8.StartsWith(s));

    /// <summary>Passes over what may be any characters, and over the mark that ends it.</summary>
    private void SkipUntil(ReadOnlySpan<byte> mark, string what)
    {
        while (true)
        {
            _tokenStart = _pos;
            ReadOnlySpan<byte> s = _buffer.AsSpan(_pos, _end - _pos);
            int found = s.IndexOf(mark);
            int safe = found >= 0 ? found : Math.Max(0, s.Length - mark.Length + 1);
            int passed = CheckCharacters(_pos, _pos + safe) - _pos;
            if (found >= 0 && passed == found)
            {
                _pos += found + mark.Length;
                return;
            }

            if (found >= 0) throw InvalidUtf8(_pos + passed);
            _pos += passed;
            if (passed == 0 && !Refill(_pos, _end - _pos + 1))
            {
                if (_end > _pos && _buffer[_pos] >= 0x80) throw InvalidUtf8(_pos);
                throw Fail(XmlDiagnostics.Unclosed, _end, $"The document ends inside a {what}, so the file is not whole. Fetch it again.");
            }
        }
    }

    /// <summary>Checks characters that nobody keeps; returns how far it came, short of the end only for half a character.</summary>
    private int CheckCharacters(int from, int to)
    {
        ReadOnlySpan<byte> s = _buffer.AsSpan(0, to);
        int i = from;
        while (i < to)
        {
            i += XmlCharacters.FindTextStop(s[i..]);
            if (i == to) return to;
            if (s[i] >= 0x80)
            {
                int before = i;
                if (!TrySkipBeyondAscii(s, ref i) || i == before) return i;
                continue;
            }

            if ((XmlCharacters.Kinds[s[i]] & XmlCharacters.Control) != 0) NoteControlBytes(i, 1);
            i++;
        }

        return i;
    }

    private void SkipInstruction()
    {
        int i;
        int colon;
        while (true)
        {
            i = _pos + 2;
            if (TryScanName(_buffer.AsSpan(0, _end), ref i, out colon)) break;
            if (_end - _pos > _limits.MaxTagBytes) throw TooLong(_pos, "name", _limits.MaxAttributeBytes);
            RefillOrEnd();
        }

        string target = Encoding.UTF8.GetString(_buffer.AsSpan(_pos + 2, i - _pos - 2));
        if (colon >= 0) throw Syntax(_pos + 2, "The name of a processing instruction has a colon.");
        if (target.Equals("xml", StringComparison.OrdinalIgnoreCase))
        {
            throw Fail(
                XmlDiagnostics.Declaration, _pos,
                "An XML declaration stands where only the first characters of the file may be one. Remove what is before it.");
        }

        bool ends = _buffer[i] == (byte)'?';
        if (!ends && (XmlCharacters.Kinds[_buffer[i]] & XmlCharacters.Blank) == 0)
            throw Syntax(i, "The name of a processing instruction has a character that cannot stand in it.");
        _pos = i;
        if (ends)
        {
            if (_end - _pos < 2 && !Refill(_pos, 2)) throw Unclosed();
            if (_buffer[_pos + 1] != (byte)'>') throw Syntax(_pos, "A '?' in a processing instruction's name is not followed by '>'.");
        }

        SkipUntil("?>"u8, "processing instruction");
    }
}
