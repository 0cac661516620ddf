using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Xml;

/// <summary>The buffer and the place in the document.</summary>
internal sealed partial class XmlTokenizer
{
    private const int InitialBuffer = 64 * 1024;

    private readonly string _file;
#pragma warning disable CA2213 // The caller's stream, or a view of it that holds nothing.
    private Stream _stream;
#pragma warning restore CA2213
    private byte[] _buffer;
    private int _pos;
    private int _end;
    private bool _streamEnded;
    private int _tokenStart;

    // Lines are counted only up to here: in bulk when the buffer moves on, and when somebody asks.
    private int _counted;
    private int _line = 1;
    private int _column = 1;
    private long _bytesBefore;

    /// <summary>Where the current token begins.</summary>
    public SourceLocation Location
    {
        get
        {
            CountTo(_tokenStart);
            return new SourceLocation(_file, _line, _column);
        }
    }

    /// <summary>
    /// Moves what is still needed to the front and reads until <paramref name="wanted"/> bytes are there, or twice as many as before:
    /// a tag that does not fit is parsed again from its start, so each further try must be worth it.
    /// </summary>
    /// <returns>False when the document ends before one more byte.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Refill(int keepFrom, int wanted)
    {
        if (_streamEnded) return false;
        CountTo(keepFrom);
        MoveCopy(keepFrom);
        int kept = _end - keepFrom;
        wanted = Math.Max(wanted, kept * 2);
        if (wanted > _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(wanted);
            _buffer.AsSpan(keepFrom, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (keepFrom > 0)
        {
            _buffer.AsSpan(keepFrom, kept).CopyTo(_buffer);
        }

        _bytesBefore += keepFrom;
        _counted -= keepFrom;
        _pos -= keepFrom;
        _tokenStart = Math.Max(0, _tokenStart - keepFrom);
        _end = kept;
        while (_end < wanted)
        {
            int read = ReadStream(_buffer.AsSpan(_end));
            if (read == 0)
            {
                _streamEnded = true;
                break;
            }

            _end += read;
        }

        return _end > kept;
    }

    private int ReadStream(Span<byte> target)
    {
        try
        {
            return _stream.Read(target);
        }
        catch (DecoderFallbackException)
        {
            throw Fail(
                XmlDiagnostics.InvalidBytes, _end,
                "Bytes near here are not text in the encoding that the document declares. Fetch the file again, or ask its publisher.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountTo(int position)
    {
        if (position <= _counted) return;
        ReadOnlySpan<byte> passed = _buffer.AsSpan(_counted, position - _counted);
        (_line, _column) = Advance(_line, _column, passed);
        _counted = position;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Line, int Column) Advance(int line, int column, ReadOnlySpan<byte> passed)
    {
        int breaks = passed.Count((byte)'\n');
        if (breaks > 0)
        {
            line += breaks;
            column = 1;
            passed = passed[(passed.LastIndexOf((byte)'\n') + 1)..];
        }

        column += passed.Length;
        if (!Ascii.IsValid(passed))
        {
            // A character beyond ASCII counts once: its continuation bytes are 10xxxxxx.
            foreach (byte b in passed)
            {
                if ((b & 0xC0) == 0x80) column--;
            }
        }

        return (line, column);
    }

    /// <summary>Where a byte of the current token is.</summary>
    private SourceLocation LocationAt(int position)
    {
        CountTo(Math.Min(position, _tokenStart));
        (int line, int column) = position > _counted
            ? Advance(_line, _column, _buffer.AsSpan(_counted, position - _counted))
            : (_line, _column);
        return new SourceLocation(_file, line, column);
    }

    private InputException Fail(DiagnosticDescriptor descriptor, int position, string message) =>
        new(descriptor.At(LocationAt(position), message));

    private InputException Syntax(int position, string what) =>
        Fail(XmlDiagnostics.Syntax, position, $"{what} Fetch the file again, or ask its publisher to repair it.");

    private InputException Unclosed()
    {
        string inside = Depth > 0 ? $" inside <{Encoding.UTF8.GetString(Shorten(Name))}>" : string.Empty;
        return Fail(
            XmlDiagnostics.Unclosed, _end,
            $"The document ends{inside}, so the file is not whole. Fetch it again.");
    }

    private static ReadOnlySpan<byte> Shorten(ReadOnlySpan<byte> text) => text.Length <= 60 ? text : text[..60];
}
