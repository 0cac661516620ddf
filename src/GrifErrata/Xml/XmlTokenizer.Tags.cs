using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Input;

namespace GrifErrata.Xml;

/// <summary>Start tags, end tags and names.</summary>
internal sealed partial class XmlTokenizer
{
    // Up to here a byte loop beats a vectorised search.
    private const int ShortValue = 24;

    private const int ShownTag = 64;

    private XmlAttribute[] _attributes = new XmlAttribute[16];
    private int _attributeCount;
    private int _elementColon;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadStartTag()
    {
        if (Depth == 0 && _rootSeen)
        {
            throw Fail(
                XmlDiagnostics.OutsideRoot, _pos,
                "There is a second root element, so this is not one whole XML document. Remove it, or fetch the file again.");
        }

        while (!TryParseStartTag())
        {
            if (_end - _pos > _limits.MaxTagBytes) throw TooLong(_pos, "start tag", _limits.MaxTagBytes);
            RefillOrEnd();
        }
    }

    /// <summary>
    /// Reads more of a construct that is not whole. When the document's end is met it may be parsed once more, so that an error in what
    /// is there is told wherever the buffer happened to end; after that it is unclosed.
    /// </summary>
    private void RefillOrEnd()
    {
        bool ended = _streamEnded;
        if (!Refill(_pos, 1) && ended) throw Unclosed();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryParseStartTag()
    {
        ReadOnlySpan<byte> s = _buffer.AsSpan(0, _end);
        ReadOnlySpan<byte> kinds = XmlCharacters.Kinds;
        int i = _pos + 1;
        int count = 0, controls = 0, firstControl = 0;
        bool special = false;
        if (!TryScanName(s, ref i, out int colon)) return false;
        int nameLength = i - _pos - 1;
        bool isEmpty;
        while (true)
        {
            int blanks = i;
            while (i < s.Length && (kinds[s[i]] & XmlCharacters.Blank) != 0) i++;
            if (i >= s.Length) return false;
            if (s[i] == (byte)'>')
            {
                isEmpty = false;
                i++;
                break;
            }

            if (s[i] == (byte)'/')
            {
                if (i + 1 >= s.Length) return false;
                if (s[i + 1] != (byte)'>') throw Syntax(i + 1, "A '/' in a start tag is not followed by '>'.");
                isEmpty = true;
                i += 2;
                break;
            }

            if (i == blanks) throw Syntax(i, "A name or an attribute is followed by a character that cannot stand there.");
            if (count == _limits.MaxAttributes)
            {
                throw Fail(
                    XmlDiagnostics.TooManyAttributes, i,
                    $"The element has more than {_limits.MaxAttributes} attributes, which no feed does. Check where the file comes from.");
            }

            int name = i;
            if (!TryScanName(s, ref i, out int attributeColon)) return false;
            int attributeLength = i - name;
            while (i < s.Length && (kinds[s[i]] & XmlCharacters.Blank) != 0) i++;
            if (i >= s.Length) return false;
            if (s[i] != (byte)'=') throw Syntax(i, "An attribute has no '=' and no value.");
            i++;
            while (i < s.Length && (kinds[s[i]] & XmlCharacters.Blank) != 0) i++;
            if (i >= s.Length) return false;
            byte quote = s[i];
            if (quote is not ((byte)'"' or (byte)'\'')) throw Syntax(i, "An attribute's value is not in quotes.");
            int value = ++i;
            bool plain = true;
            while (true)
            {
                int shortEnd = Math.Min(s.Length, i + ShortValue);
                while (i < shortEnd && (kinds[s[i]] & XmlCharacters.ValueStop) == 0) i++;
                if (i == shortEnd) i += XmlCharacters.FindValueStop(s[i..]);

                if (i >= s.Length) return false;
                byte b = s[i];
                if (b == quote) break;
                if (b is (byte)'"' or (byte)'\'')
                {
                    i++;
                }
                else if (b >= 0x80)
                {
                    if (!TrySkipBeyondAscii(s, ref i)) return false;
                }
                else if (b == (byte)'&')
                {
                    if (!TryReadReference(s, ref i, out _)) return false;
                    plain = false;
                }
                else if (b == (byte)'<')
                {
                    throw Syntax(i, "A '<' stands in an attribute's value.");
                }
                else
                {
                    if ((kinds[b] & XmlCharacters.Control) != 0 && controls++ == 0) firstControl = i;
                    plain = false;
                    i++;
                }
            }

            if (i - value > _limits.MaxAttributeBytes) throw TooLong(value, "attribute's value", _limits.MaxAttributeBytes);
            if (count == _attributes.Length) Array.Resize(ref _attributes, count * 2);
            special |= attributeColon >= 0 || (attributeLength == 5 && s.Slice(name, 5).SequenceEqual("xmlns"u8));
            _attributes[count++] = new XmlAttribute(name, attributeLength, attributeColon, value, i - value, plain);
            i++;
        }

        _attributeCount = count;
        _elementColon = colon;
        Open(s.Slice(_pos + 1, nameLength));
        if (controls > 0) NoteControlBytes(firstControl, controls);
        if (count > 1) CheckDuplicates();
        if (special) CheckNamespaces();
        if (colon >= 0 && !_namespaces.IsDeclared(Name[..colon])) throw Undeclared(_pos + 1, Name[..colon]);
        _isEmpty = isEmpty;
        _pos = i;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Open(ReadOnlySpan<byte> name)
    {
        if (Depth == _limits.MaxDepth)
        {
            throw Fail(
                XmlDiagnostics.TooDeep, _pos,
                $"Elements are nested more than {_limits.MaxDepth} deep, which no feed does. Check where the file comes from.");
        }

        if (name.Length > _limits.MaxAttributeBytes) throw TooLong(_pos, "name", _limits.MaxAttributeBytes);
        int start = _nameEnds[Depth];
        if (start + name.Length > _names.Length) Array.Resize(ref _names, Math.Max(_names.Length * 2, start + name.Length));
        name.CopyTo(_names.AsSpan(start));
        _nameEnds[++Depth] = start + name.Length;
        _rootSeen = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadEndTag()
    {
        if (Depth == 0) throw Fail(XmlDiagnostics.Mismatch, _pos, "There is an end tag without a start tag. Fetch the file again.");
        int length = _nameEnds[Depth] - _nameEnds[Depth - 1];
        while (true)
        {
            ReadOnlySpan<byte> s = _buffer.AsSpan(_pos, _end - _pos);
            if (s.Length > length + 2)
            {
                if (!s.Slice(2, length).SequenceEqual(Name)) throw Mismatch();
                int i = length + 2;
                while (i < s.Length && (XmlCharacters.Kinds[s[i]] & XmlCharacters.Blank) != 0) i++;
                if (i < s.Length)
                {
                    if (s[i] != (byte)'>') throw Mismatch();
                    _pos += i + 1;
                    return;
                }
            }
            else if (s.Length > 2 && !s[2..].SequenceEqual(Name[..(s.Length - 2)]))
            {
                throw Mismatch();
            }

            if (s.Length > _limits.MaxTagBytes) throw TooLong(_pos, "end tag", _limits.MaxTagBytes);
            if (!Refill(_pos, 1)) throw Unclosed();
        }
    }

    private InputException Mismatch()
    {
        // The message shows the whole tag, however little of it was read.
        if (_end - _pos < ShownTag) Refill(_pos, ShownTag);
        ReadOnlySpan<byte> found = _buffer.AsSpan(_pos + 2, Math.Min(_end - _pos, ShownTag) - 2);
        int end = found.IndexOf((byte)'>');
        string written = Printable(Shorten(end < 0 ? found : found[..end]));
        return Fail(
            XmlDiagnostics.Mismatch, _pos,
            $"The end tag </{written}> stands where </{Printable(Shorten(Name))}> must be. Fetch the file again, or ask its publisher to repair it.");
    }

    private static string Printable(ReadOnlySpan<byte> text) =>
        string.Concat(Encoding.UTF8.GetString(text).Select(c => char.IsControl(c) ? '?' : c));

    private InputException TooLong(int position, string what, int limit) => Fail(
        XmlDiagnostics.TooLong, position,
        $"The {what} has more than {limit} bytes, which no feed does. Check where the file comes from.");

    /// <summary>Passes over a name with at most one colon between its parts; false if the buffer ends before the name does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryScanName(ReadOnlySpan<byte> s, ref int i, out int colon)
    {
        ReadOnlySpan<byte> kinds = XmlCharacters.Kinds;
        int start = i;
        colon = -1;
        bool first = true;
        while (i < s.Length)
        {
            byte b = s[i];
            if ((kinds[b] & (first ? XmlCharacters.NameStart : XmlCharacters.Name)) != 0)
            {
                i++;
                first = false;
            }
            else if (b == (byte)':' && !first && colon < 0)
            {
                colon = i++ - start;
                first = true;
            }
            else if (b >= 0x80)
            {
                int at = i;
                if (!TrySkipCharacter(s, ref i, out Rune rune)) return false;
                if (!XmlCharacters.IsNameCharacter(rune, first)) throw Syntax(at, "A name has a character that cannot stand in it.");
                first = false;
            }
            else if (first || b == (byte)':')
            {
                throw Syntax(i, "A name is missing, or has a character that cannot stand in it.");
            }
            else
            {
                if (i - start > _limits.MaxAttributeBytes) throw TooLong(start, "name", _limits.MaxAttributeBytes);
                return true;
            }
        }

        return false;
    }
}
