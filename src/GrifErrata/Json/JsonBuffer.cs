using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Json;

/// <summary>
/// The part of a JSON document that is in memory: 64 KiB that grow to at most 1 MiB for one long text. What is longer is left out, so that
/// a description of 100 MB costs no memory. Counts lines and characters of what has passed.
/// </summary>
internal sealed class JsonBuffer(Stream content, string file) : IDisposable
{
    private const int Usual = 64 * 1024;
    private const int Largest = 1024 * 1024;

    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,:"u8);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Usual);
    private int _start;
    private int _end;
    private bool _begun;
    private int _line = 1;
    private long _charactersBefore;
    private long _bytesBefore;

    // Of the place that was asked for last, so that all places of a file cost one walk over it: its byte, line, and characters before it.
    private (int At, int Line, long Characters) _located;

    /// <summary>The document's name for locations.</summary>
    public string File => file;

    /// <summary>The keys of the objects that are open.</summary>
    public JsonKeys Keys { get; } = new();

    /// <summary>What is in memory and not taken yet.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Nothing follows <see cref="Unread"/>.</summary>
    public bool IsLast { get; private set; }

    /// <summary>All of the document is in memory and is valid UTF-8, so that no text of it needs to be looked at again.</summary>
    public bool IsWholeUtf8 { get; private set; }

    /// <summary>The text that <see cref="Unread"/> begins with was cut by the last <see cref="Fill"/>.</summary>
    public bool BeginsWithCutText { get; private set; }

    /// <summary>Takes bytes.</summary>
    public void Advance(int count)
    {
        ReadOnlySpan<byte> taken = _bytes.AsSpan(_start, count);
        int newline = taken.LastIndexOf((byte)'\n');
        if (newline >= 0)
        {
            _line += taken.Count((byte)'\n');
            _charactersBefore = 0;
            _bytesBefore = 0;
            taken = taken[(newline + 1)..];
        }

        _located = default;
        _charactersBefore += Characters(taken);
        _bytesBefore += taken.Length;
        _start += count;
    }

    /// <summary>Brings more bytes behind <see cref="Unread"/>, or finds that there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill()
    {
        BeginsWithCutText = false;
        IsWholeUtf8 = false;
        _located = default;
        int left = _end - _start;
        if (left >= Largest)
        {
            CutText();
            return;
        }

        if (left > _bytes.Length / 2) Grow(left);
        else if (_start > 0) _bytes.AsSpan(_start, left).CopyTo(_bytes);
        (_start, _end) = (0, left);
        // Until it is full: most files fit, and whoever has all of one at once is quicker.
        do IsLast = !FillOnce();
        while (!IsLast && _end < _bytes.Length);
        if (_begun) return;
        _begun = true;
        if (Unread is [0xEF, 0xBB, 0xBF, ..]) _start = 3;
        IsWholeUtf8 = IsLast && Utf8.IsValid(Unread);
    }

    /// <summary>The place of a byte of <see cref="Unread"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SourceLocation Locate(int offset)
    {
        int at = _start + Math.Min(offset, _end - _start);
        if (_located.Line == 0 || _located.At > at) _located = (_start, _line, _charactersBefore);
        ReadOnlySpan<byte> before = _bytes.AsSpan(_located.At, at - _located.At);
        int newline = before.LastIndexOf((byte)'\n');
        _located = newline < 0
            ? (at, _located.Line, _located.Characters + Characters(before))
            : (at, _located.Line + before.Count((byte)'\n'), Characters(before[(newline + 1)..]));
        return new SourceLocation(file, _located.Line, Column(_located.Characters));
    }

    /// <summary>The place of a byte that is given by its line, from 0, and its index in the line.</summary>
    public SourceLocation Locate(long line, long byteInLine)
    {
        ReadOnlySpan<byte> rest = Unread;
        int skipped = _line;
        while (skipped <= line && rest.IndexOf((byte)'\n') is >= 0 and int newline)
        {
            rest = rest[(newline + 1)..];
            skipped++;
        }

        bool begins = skipped == _line;
        long index = begins ? byteInLine - _bytesBefore : byteInLine;
        long characters = Characters(rest[..(int)Math.Clamp(index, 0, rest.Length)]);
        return new SourceLocation(file, skipped, Column(begins ? _charactersBefore + characters : characters));
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Keys.Dispose();
    }

    private static int Column(long characters) => (int)Math.Min(characters, int.MaxValue - 1) + 1;

    // Of UTF-8, every byte but 10xxxxxx begins a character.
    private static long Characters(ReadOnlySpan<byte> bytes)
    {
        long count = 0;
        while (bytes.Length >= Vector128<byte>.Count)
        {
            count += BitOperations.PopCount(Vector128.GreaterThan(Vector128.Create(bytes).AsSByte(), Vector128.Create((sbyte)-65)).ExtractMostSignificantBits());
            bytes = bytes[Vector128<byte>.Count..];
        }

        foreach (byte b in bytes) count += (sbyte)b > -65 ? 1 : 0;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FillOnce()
    {
        int read = content.Read(_bytes.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    private void Grow(int left)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(_bytes.Length * 2, Largest * 2));
        _bytes.AsSpan(_start, left).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    // Utf8JsonReader needs a text as a whole. Of a very long one the quotes alone stay: whoever needs it refuses it, all others pass over it.
    private void CutText()
    {
        ReadOnlySpan<byte> unread = Unread;
        int quote = unread.IndexOfAnyExcept(Between);
        if (quote < 0 || unread[quote] != '"' || EndOfText(unread[(quote + 1)..], false, out _) >= 0)
        {
            throw new InputException(JsonDiagnostics.TooLong.At(Locate(Math.Max(0, quote)),
                "A number, name or blank is longer than 1 MiB, which no feed has. Check that it is the right file."));
        }

        byte[] beginning = [.. unread[..(quote + 1)], (byte)'"'];
        EndOfText(unread[(quote + 1)..], false, out bool escaped);
        int end;
        do
        {
            _start = 0;
            _end = content.Read(_bytes);
            if (_end == 0)
            {
                throw new InputException(JsonDiagnostics.Syntax.At(new SourceLocation(file, _line), "The JSON ends within a text. Fetch the file again."));
            }

            end = EndOfText(_bytes.AsSpan(0, _end), escaped, out escaped);
        }
        while (end < 0);

        int rest = _end - end - 1;
        byte[] joined = ArrayPool<byte>.Shared.Rent(Math.Max(Usual, beginning.Length + rest));
        beginning.CopyTo(joined);
        _bytes.AsSpan(end + 1, rest).CopyTo(joined.AsSpan(beginning.Length));
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = joined;
        _end = beginning.Length + rest;
        BeginsWithCutText = true;
    }

    // Index of the closing quote, or -1 and whether the next byte is escaped.
    private static int EndOfText(ReadOnlySpan<byte> bytes, bool escaped, out bool endsEscaped)
    {
        int at = escaped ? 1 : 0;
        while (at < bytes.Length)
        {
            int found = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0) break;
            at += found;
            endsEscaped = false;
            if (bytes[at] == '"') return at;
            at += 2;
        }

        endsEscaped = at > bytes.Length;
        return -1;
    }
}
