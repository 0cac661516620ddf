using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Diagnostics;

namespace GrifErrata.Xml;

/// <summary>Whole texts of elements, and the warnings.</summary>
internal sealed partial class XmlTokenizer
{
    private byte[] _collected = new byte[256];
    private SourceLocation _firstControl;
    private int _controlBytes;

    /// <summary>What the first control byte stood in, for the warning (<c>advisory ADV-1</c>); the reader sets it.</summary>
    public string? ControlByteOwner { get; set; }

    /// <summary>A control byte was met and nobody has said yet what it stood in.</summary>
    public bool HasUnownedControlByte => _controlBytes > 0 && ControlByteOwner is null;

    /// <summary>
    /// Reads the current element to its end and returns its text without that of its children, blanks at both ends removed, cut at
    /// <see cref="XmlLimits.MaxTextBytes"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> ReadText()
    {
        if (TryReadPlainText(out ReadOnlySpan<byte> plain)) return plain;
        SourceLocation start = Location;
        int depth = Depth;
        int length = 0;
        bool cut = false;
        while (true)
        {
            XmlToken token = Read();
            if (token == XmlToken.EndElement && Depth < depth) break;
            if (token != XmlToken.Text || Depth != depth) continue;
            ReadOnlySpan<byte> text = Text;
            if (length == 0) text = text.TrimStart(Blanks);
            int room = _limits.MaxTextBytes - length;
            if (text.Length > room)
            {
                text = text[..room];
                cut = true;
            }

            if (length + text.Length > _collected.Length)
                Array.Resize(ref _collected, Math.Min(Math.Max(_collected.Length * 2, length + text.Length), Math.Max(_limits.MaxTextBytes, 4)));
            text.CopyTo(_collected.AsSpan(length));
            length += text.Length;
        }

        if (cut)
        {
            while (length > 0 && (_collected[length - 1] & 0xC0) == 0x80) length--;
            if (length > 0 && _collected[length - 1] >= 0xC0) length--;
            _diagnostics.Add(
                XmlDiagnostics.TextCut, start,
                $"The text of this element is longer than {_limits.MaxTextBytes} bytes and was cut there. Nothing is needed if it is a description.");
        }

        return _collected.AsSpan(0, length).TrimEnd(Blanks);
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    // The common case: a short text without anything special, and its end tag, are both in the buffer.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadPlainText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_isEmpty)
        {
            _isEmpty = false;
            CloseElement();
            return true;
        }

        ReadOnlySpan<byte> s = _buffer.AsSpan(_pos, _end - _pos);
        int stop = XmlCharacters.FindTextStop(s);
        int name = _nameEnds[Depth] - _nameEnds[Depth - 1];
        if (stop > _limits.MaxTextBytes || s.Length <= stop + name + 2) return false;
        if (s[stop] != (byte)'<' || s[stop + 1] != (byte)'/' || s[stop + 2 + name] != (byte)'>') return false;
        if (!s.Slice(stop + 2, name).SequenceEqual(Name)) return false;
        _pos += stop + name + 3;
        CloseElement();
        text = s[..stop].Trim(Blanks);
        return true;
    }

    private void NoteControlBytes(int position, int count)
    {
        if (_controlBytes == 0) _firstControl = LocationAt(position);
        _controlBytes += count;
    }

    private void ReportControlBytes()
    {
        if (_controlBytes == 0) return;
        string owner = ControlByteOwner is null ? string.Empty : $" in {ControlByteOwner}";
        string bytes = _controlBytes == 1 ? "A control byte" : $"{_controlBytes} control bytes, the first of them here{owner},";
        string verb = _controlBytes == 1 ? $"{owner} was" : " were";
        _diagnostics.Add(
            XmlDiagnostics.ControlBytes, _firstControl,
            $"{bytes}{verb} read as U+FFFD, since XML forbids control bytes. Tell the publisher; check names that have it.");
        _controlBytes = 0;
    }
}
