using System.Buffers;
using System.Runtime.CompilerServices;

namespace GrifErrata.Input;

/// <summary>Lets a container's reader look at bytes and give back those that a decoder took too many.</summary>
internal sealed class LookaheadStream(Stream inner) : ForwardStream
{
    // Longer than what DeflateStream takes at once (8 KiB), so that all of the last piece can be given back.
    private const int Capacity = 32 * 1024;

    // DeflateStream asks for at most this much; pieces are no longer than it.
    private const int Piece = 8 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _start;
    private int _end;
    private long _before;
    private bool _innerEnded;

    /// <summary>Bytes handed out so far; SharpCompress tells the padding of xz blocks by it.</summary>
    public override long Position
    {
        get => _before + _start;
        set => throw new NotSupportedException();
    }

    /// <summary>A reader asked for more than there is.</summary>
    public bool EndWasPassed { get; private set; }

    /// <summary>Nothing is given back any more: what the caller has room for is read into its own memory.</summary>
    public bool IsPlain { get; set; }

    /// <summary>Where the piece that was handed out last begins, and where it ends.</summary>
    public (int Start, int End) LastPiece { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            if (IsPlain && buffer.Length >= Piece) return _innerEnded ? 0 : ReadInner(buffer);
            if (Fill(1) == 0)
            {
                EndWasPassed = buffer.Length > 0;
                return 0;
            }
        }

        int take = Math.Min(Math.Min(buffer.Length, _end - _start), IsPlain ? Capacity : Piece);
        _buffer.AsSpan(_start, take).CopyTo(buffer);
        LastPiece = (_start, _start + take);
        _start += take;
        return take;
    }

    /// <summary>The next bytes without taking them; fewer than <paramref name="count"/> only at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        int available = Fill(count);
        return _buffer.AsSpan(_start, Math.Min(count, available));
    }

    /// <summary>Takes bytes that were looked at.</summary>
    public void Skip(int count)
    {
        _start += count;
        LastPiece = (_start, _start);
    }

    /// <summary>One byte; decoders that read byte by byte would otherwise allocate for each.</summary>
    public override int ReadByte()
    {
        if (_start == _end && Fill(1) == 0)
        {
            EndWasPassed = true;
            return -1;
        }

        LastPiece = (_start, _start + 1);
        return _buffer[_start++];
    }

    /// <summary>
    /// Moves to just behind <paramref name="mark"/>, which is looked for in the piece that was handed out last, in the few bytes
    /// before it and in those that follow.
    /// </summary>
    public bool MoveBehind(ReadOnlySpan<byte> mark)
    {
        Fill(mark.Length);
        int from = Math.Max(0, LastPiece.Start - mark.Length);
        int found = _buffer.AsSpan(from, Math.Min(_end, LastPiece.End + mark.Length) - from).IndexOf(mark);
        if (found < 0) return false;
        _start = from + found + mark.Length;
        return true;
    }

    /// <summary>The last bytes of the file, when all of it has been read into the buffer.</summary>
    public ReadOnlySpan<byte> Tail(int count)
    {
        Fill(count);
        return _buffer.AsSpan(Math.Max(0, _end - count), Math.Min(count, _end));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
        if (!disposing || _buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end, _innerEnded) = ([], 0, 0, true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Fill(int wanted)
    {
        // What was handed out last stays in the buffer, with 16 bytes before it, for MoveBehind.
        int keep = Math.Max(0, LastPiece.Start - 16);
        if (_end - _start < wanted && Capacity - _end < Piece && keep > 0)
        {
            _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
            _before += keep;
            _start -= keep;
            _end -= keep;
            LastPiece = (LastPiece.Start - keep, LastPiece.End - keep);
        }

        while (_end - _start < wanted && _end < Capacity && !_innerEnded) _end += ReadInner(_buffer.AsSpan(_end, Math.Min(Piece, Capacity - _end)));
        return _end - _start;
    }

    private int ReadInner(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _innerEnded = read == 0;
        return read;
    }
}
