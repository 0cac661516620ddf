using System.Text;

namespace GrifErrata.Repositories;

/// <summary>The lines of a listing in UTF-8: a byte order mark, LF or CRLF ends and a missing last end are accepted.</summary>
/// <remarks>Holds one line at most. What is not UTF-8 becomes U+FFFD, which no field allows.</remarks>
internal sealed class ListingLines : IDisposable
{
    /// <summary>Longest line, in characters without its end.</summary>
    public const int MaxLength = 64 * 1024;

    private readonly StreamReader _reader;

    // Three more: a byte order mark, the CR before an LF, and the character that makes a line too long.
    private readonly char[] _buffer = new char[MaxLength + 3];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Lines of a stream, which is left open.</summary>
    public ListingLines(Stream content) =>
        _reader = new StreamReader(content, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, 16 * 1024, leaveOpen: true);

    /// <summary>The number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end, valid until the next call; of a line that is too long, only its start.</param>
    /// <param name="tooLong">The line is longer than <see cref="MaxLength"/>; the next call goes on after its end.</param>
    /// <returns>False after the last line.</returns>
    public bool TryRead(out ReadOnlySpan<char> line, out bool tooLong)
    {
        tooLong = false;
        line = [];
        int length = Fill();
        if (length == 0) return false;
        Number++;

        int found = _buffer.AsSpan(_start, length).IndexOf('\n');
        ReadOnlySpan<char> text = _buffer.AsSpan(_start, found >= 0 ? found : length);
        _start += found >= 0 ? found + 1 : length;
        if (found >= 0 && text.EndsWith('\r')) text = text[..^1];
        if (Number == 1 && text.StartsWith('\uFEFF')) text = text[1..];
        tooLong = text.Length > MaxLength;
        line = text;
        if (found < 0 && !_atEnd)
        {
            tooLong = true;
            SkipToEnd();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    // Reads on until the buffer holds a whole line, is full, or the stream ends.
    private int Fill()
    {
        int searched = _start;
        while (!_atEnd && !_buffer.AsSpan(searched, _end - searched).Contains('\n'))
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }

            searched = _end;
            if (_end == _buffer.Length) break;
            int read = _reader.Read(_buffer, _end, _buffer.Length - _end);
            _atEnd = read == 0;
            _end += read;
        }

        return _end - _start;
    }

    private void SkipToEnd()
    {
        // The line is cut at the full buffer, so that the next line begins after the next LF.
        while (true)
        {
            _start = 0;
            _end = _reader.Read(_buffer, 0, _buffer.Length);
            _atEnd = _end == 0;
            int found = _buffer.AsSpan(0, _end).IndexOf('\n');
            if (found >= 0) _start = found + 1;
            if (found >= 0 || _atEnd) return;
        }
    }
}
