using System.Buffers;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using SharpCompress.Compressors.BZip2;

namespace GrifErrata.Input;

/// <summary>
/// The decompressed content of a file, forward only. The kind of compression is told by the first bytes, never by the name. What
/// is wrong ends the reading; <see cref="InputFile"/> makes the diagnostic of it.
/// </summary>
public sealed class InputContent : ForwardStream
{
    private const int HeadLength = 4096;

    // 128 MiB, what zstd itself accepts without being told otherwise.
    private const int ZstdWindowLog = 27;

    private readonly string _file;
    private readonly InputLimits _limits;
    private readonly InputExpectation? _expected;
#pragma warning disable CA2213 // The streams are a chain: disposing the last disposes all.
    private readonly MeteredStream _raw;
#pragma warning restore CA2213
    private readonly MeteredStream _open;
    private byte[] _head = ArrayPool<byte>.Shared.Rent(HeadLength);
    private readonly bool _compressed;
    private int _headStart;
    private int _headEnd;
    private InputException? _failure;

#pragma warning disable CA2000 // The same chain.
    internal InputContent(Stream file, string name, InputLimits limits, InputExpectation? expected)
    {
        _file = name;
        _limits = limits;
        _expected = expected;
        _raw = new MeteredStream(file, expected?.Checksum?.Algorithm);
        LookaheadStream lookahead = new(_raw);
        ReadOnlySpan<byte> magic = PeekMagic(lookahead);
        Stream decoder = lookahead;
        if (magic is [0x1F, 0x8B, ..]) decoder = new GzipStream(lookahead, name);
        else if (magic.SequenceEqual(XzMagic)) decoder = new XzStreams(lookahead, name);
        else if (magic is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..]) decoder = new DeferredStream(() => Bzip2(lookahead));
        else if (magic is [0x28, 0xB5, 0x2F, 0xFD, ..]) decoder = new DeferredStream(() => Zstd(lookahead));
        _compressed = decoder != lookahead;
        lookahead.IsPlain = !_compressed;
        _open = new MeteredStream(decoder, expected?.OpenChecksum?.Algorithm);
    }
#pragma warning restore CA2000

    internal static ReadOnlySpan<byte> XzMagic => [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    /// <summary>The first bytes, up to 4 KiB, without taking them; before the first read only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Head()
    {
        while (_headEnd < HeadLength)
        {
            int read = ReadOpen(_head.AsSpan(_headEnd, HeadLength - _headEnd));
            if (read == 0) break;
            _headEnd += read;
        }

        return _head.AsSpan(0, _headEnd);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Read(Span<byte> buffer)
    {
        if (_headStart == _headEnd) return ReadOpen(buffer);
        int take = Math.Min(buffer.Length, _headEnd - _headStart);
        _head.AsSpan(_headStart, take).CopyTo(buffer);
        _headStart += take;
        return take;
    }

    /// <summary>Reads what the consumer left and checks the end: trailers, sizes and checksums.</summary>
    internal void Finish()
    {
        // The head has been handed out, or is of no interest any more; thousands of small files each with a buffer of their own are slow.
        while (ReadOpen(_head) > 0)
        {
        }

        CheckSize(_raw.Count, _expected?.Size, "file");
        CheckSize(_open.Count, _expected?.OpenSize, "decompressed content");
        CheckSum(_raw, _expected?.Checksum, "file");
        CheckSum(_open, _expected?.OpenChecksum, "decompressed content");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _open.Dispose();
        base.Dispose(disposing);
        if (!disposing || _head.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_head);
        (_head, _headStart, _headEnd) = ([], 0, 0);
    }

    private static BZip2Stream Bzip2(Stream raw) => BZip2Stream.Create(
        raw, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: false);

    private static ZstdSharp.DecompressionStream Zstd(Stream raw)
    {
        ZstdSharp.DecompressionStream stream = new(raw, leaveOpen: false);
        stream.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLog);
        return stream;
    }

    private ReadOnlySpan<byte> PeekMagic(LookaheadStream lookahead)
    {
        try
        {
            return lookahead.Peek(6);
        }
        catch (IOException e) when (e is not InputException)
        {
            throw Unreadable(e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unreadable(e);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadOpen(Span<byte> buffer)
    {
        if (_failure is not null) throw _failure;
        try
        {
            int read = _open.Read(buffer);
            CheckBounds();
            return read;
        }
        catch (InputException e)
        {
            _failure = e;
            throw;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // Decoders of untrusted bytes throw what they please: InvalidDataException, IndexOutOfRangeException, their own kinds.
            _failure = Failure(e);
            throw _failure;
        }
    }

    private InputException Failure(Exception e)
    {
        if (!_compressed) return Unreadable(e);
        bool atEnd = e is EndOfStreamException or ArgumentOutOfRangeException
            || e.GetType().Name == "IncompleteArchiveException"
            || e.Message.Contains("ends unexpectedly", StringComparison.Ordinal)
            || e.Message.Contains("Magic footer missing", StringComparison.Ordinal);

        // bzip2 and zstd look for another member behind the first, whose head was right.
        bool isTrailing = e.Message.Contains("Not a BZIP2 marked stream", StringComparison.Ordinal)
            || e.Message.Contains("Unknown frame descriptor", StringComparison.Ordinal);
        if (isTrailing)
            return Fail(InputDiagnostics.TrailingBytes, "Other bytes follow the end of the compressed data. Fetch the file again.");
        return atEnd
            ? Fail(InputDiagnostics.CutShort, "The compressed file ends before its content does, so it was not copied whole. Fetch it again.")
            : Fail(InputDiagnostics.Damaged, $"The compressed file cannot be decompressed ({OneLine(e.Message)}). Fetch it again.");
    }

    private InputException Unreadable(Exception e) => Fail(
        InputDiagnostics.Unreadable, $"The file cannot be read ({OneLine(e.Message)}). Check its permissions and its disk.");

    private void CheckBounds()
    {
        long count = _open.Count;
        if (_expected?.OpenSize is { } openSize && count > openSize)
            throw SizeFailure($"more than {openSize}", openSize, "decompressed content");
        if (count > _limits.MaxDocumentBytes)
        {
            throw Fail(
                InputDiagnostics.TooLarge,
                $"The document has more than {_limits.MaxDocumentBytes} bytes. Check that it is the right file; if it is, raise "
                + $"{nameof(InputLimits)}.{nameof(InputLimits.MaxDocumentBytes)}.");
        }

        if (_compressed && count > _limits.FreeExpansionBytes && count / _limits.MaxExpansionRatio > _raw.Count)
        {
            throw Fail(
                InputDiagnostics.ExpandsTooMuch,
                $"The compressed file grows to more than {_limits.MaxExpansionRatio} times its size, which no feed does. Check where it "
                + $"comes from; if it is right, raise {nameof(InputLimits)}.{nameof(InputLimits.MaxExpansionRatio)}.");
        }
    }

    private void CheckSize(long count, long? expected, string what)
    {
        if (expected is { } size && count != size) throw SizeFailure($"{count}", size, what);
    }

    private InputException SizeFailure(string count, long expected, string what) => Fail(
        InputDiagnostics.WrongSize,
        $"The {what} has {count} bytes, but {_expected!.StatedAt} states {expected}. Fetch the file and the repository's metadata again.");

    private void CheckSum(MeteredStream stream, ContentChecksum? expected, string what)
    {
        if (expected is null) return;
        string found = stream.Checksum();
        if (found == expected.Hex) return;
        string algorithm = expected.Algorithm.ToString().ToUpperInvariant();
        throw Fail(
            InputDiagnostics.WrongChecksum,
            $"The {algorithm} of the {what} is {found}, but {_expected!.StatedAt} states {expected.Hex}. Nothing of it is used. Fetch "
            + "the file and the repository's metadata again.");
    }

    private InputException Fail(DiagnosticDescriptor descriptor, string message)
    {
        _failure = new InputException(descriptor.At(new SourceLocation(_file), message));
        return _failure;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
