using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace GrifErrata.Xml;

/// <summary>Text, references and characters.</summary>
internal sealed partial class XmlTokenizer
{
    // Long enough for any reference, leading zeros included; the specification has no bound.
    private const int MaxReference = 32;

    private readonly byte[] _scratch = new byte[4];

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>Reads one piece of text; false if there was none to hand out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ScanText()
    {
        int start = _pos;
        int i = _pos;
        while (true)
        {
            ReadOnlySpan<byte> s = _buffer.AsSpan(0, _end);
            i += XmlCharacters.FindTextStop(s[i..]);
            if (i == _end || s[i] == (byte)'<') break;
            byte b = s[i];
            if (b >= 0x80)
            {
                if (TrySkipBeyondAscii(s, ref i)) continue;
                if (i > start) break;
                if (!Refill(_pos, 4)) throw InvalidUtf8(_pos);
                (start, i) = (_pos, _pos);
                continue;
            }

            // What needs a look of its own begins the next piece.
            if (i > start) break;
            return ScanSpecial(b);
        }

        return TakeText(start, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeText(int start, int end)
    {
        (_textSource, _textStart, _textLength) = (_buffer, start, end - start);
        _pos = end;
        return end > start;
    }

    private bool TakeScratch(ReadOnlySpan<byte> text, int passed)
    {
        text.CopyTo(_scratch);
        (_textSource, _textStart, _textLength) = (_scratch, 0, text.Length);
        _pos += passed;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ScanSpecial(byte b)
    {
        if (b == (byte)'&')
        {
            int i = _pos;
            Rune rune;
            while (!TryReadReference(_buffer.AsSpan(0, _end), ref i, out rune))
            {
                RefillOrEnd();
                i = _pos;
            }

            int passed = i - _pos;
            (_textSource, _textStart, _textLength) = (_scratch, 0, rune.EncodeToUtf8(_scratch));
            _pos += passed;
            return true;
        }

        if (b == (byte)']')
        {
            if (_end - _pos < 3) Refill(_pos, 3);
            if (_buffer.AsSpan(_pos, _end - _pos).StartsWith("]]>"u8)) throw Syntax(_pos, "']]>' stands in a text outside CDATA.");
            return TakeText(_pos, _pos + 1);
        }

        return ScanBreakOrControl(b);
    }

    private bool ScanBreakOrControl(byte b)
    {
        if (b != (byte)'\r')
        {
            NoteControlBytes(_pos, 1);
            return TakeScratch(Replacement, 1);
        }

        // Line ends are line feeds (XML 1.0, section 2.11).
        if (_end - _pos < 2) Refill(_pos, 2);
        bool pair = _end - _pos > 1 && _buffer[_pos + 1] == (byte)'\n';
        return TakeScratch("\n"u8, pair ? 2 : 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ScanCdata()
    {
        int start = _pos;
        int i = _pos;
        while (true)
        {
            ReadOnlySpan<byte> s = _buffer.AsSpan(0, _end);
            i += XmlCharacters.FindTextStop(s[i..]);
            if (i == _end) break;
            byte b = s[i];
            if (b is (byte)'<' or (byte)'&')
            {
                i++;
                continue;
            }

            if (b >= 0x80)
            {
                if (TrySkipBeyondAscii(s, ref i)) continue;
                if (i > start) break;
                if (!Refill(_pos, 4)) throw InvalidUtf8(_pos);
                (start, i) = (_pos, _pos);
                continue;
            }

            if (i > start) break;
            if (b != (byte)']') return ScanBreakOrControl(b);
            if (_end - _pos < 3) Refill(_pos, 3);
            if (_buffer.AsSpan(_pos, _end - _pos).StartsWith("]]>"u8))
            {
                _pos += 3;
                _inCdata = false;
                return false;
            }

            return TakeText(_pos, _pos + 1);
        }

        return TakeText(start, i);
    }

    /// <summary>Reads <c>&amp;amp;</c>, <c>&amp;#10;</c> and the like; false if the buffer ends before it does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadReference(ReadOnlySpan<byte> s, ref int i, out Rune rune)
    {
        ReadOnlySpan<byte> rest = s[i..];
        ReadOnlySpan<byte> window = rest.Length > MaxReference ? rest[..MaxReference] : rest;
        int end = window.IndexOf((byte)';');
        rune = default;
        if (end < 0)
        {
            if (window.Length < MaxReference && !_streamEnded) return false;
            throw Fail(
                XmlDiagnostics.Entity, i,
                "A '&' does not begin an entity that XML defines. Write '&amp;' for it, or ask the publisher to repair the file.");
        }

        ReadOnlySpan<byte> name = window[1..end];
        int codePoint = name switch
        {
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ when name.SequenceEqual("apos"u8) => '\'',
            [(byte)'#', (byte)'x', .. var digits] => Number(digits, NumberStyles.AllowHexSpecifier),
            [(byte)'#', .. var digits] => Number(digits, NumberStyles.None),
            _ => -1,
        };
        if (codePoint < 0)
        {
            throw Fail(
                XmlDiagnostics.Entity, i,
                $"The entity '&{Printable(name)};' is not one of the five that XML defines, and others are refused. Ask the publisher to repair the file.");
        }

        if (!XmlCharacters.IsAllowed(codePoint))
        {
            throw Fail(
                XmlDiagnostics.Character, i,
                $"'&{Printable(name)};' names a character that XML forbids. Ask the publisher to repair the file.");
        }

        rune = new Rune(codePoint);
        i += end + 1;
        return true;
    }

    // TryParse takes zeros behind the digits for blanks.
    private static int Number(ReadOnlySpan<byte> digits, NumberStyles style) =>
        !digits.Contains((byte)0) && int.TryParse(digits, style, CultureInfo.InvariantCulture, out int value) && value >= 0 ? value : -1;

    /// <summary>Passes over a run of characters beyond ASCII; false if the buffer ends within one of them and nothing was passed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TrySkipBeyondAscii(ReadOnlySpan<byte> s, ref int i)
    {
        ReadOnlySpan<byte> run = s[i..];
        int ascii = run.IndexOfAnyInRange((byte)0, (byte)0x7F);
        if (ascii >= 0) run = run[..ascii];
        if (Utf8.IsValid(run) && run.IndexOf("\uFFFE"u8) < 0 && run.IndexOf("\uFFFF"u8) < 0)
        {
            i += run.Length;
            return true;
        }

        bool any = false;
        while (i < s.Length && s[i] >= 0x80)
        {
            if (!TrySkipCharacter(s, ref i, out _)) return any;
            any = true;
        }

        return true;
    }

    private bool TrySkipCharacter(ReadOnlySpan<byte> s, ref int i, out Rune rune)
    {
        OperationStatus status = Rune.DecodeFromUtf8(s[i..], out rune, out int length);
        if (status == OperationStatus.NeedMoreData && !_streamEnded) return false;
        if (status != OperationStatus.Done) throw InvalidUtf8(i);
        if (rune.Value is 0xFFFE or 0xFFFF)
            throw Fail(XmlDiagnostics.Character, i, $"U+{rune.Value:X4} is not allowed in XML. Ask the publisher to repair the file.");
        i += length;
        return true;
    }

    private Input.InputException InvalidUtf8(int position) => Fail(
        XmlDiagnostics.InvalidBytes, position,
        $"The byte 0x{_buffer[position]:X2} at offset {_bytesBefore + position} is not UTF-8. Declare the encoding that the file really has, or ask its publisher to repair it.");
}
