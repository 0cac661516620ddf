using GrifErrata.Diagnostics;
using SharpCompress.Compressors.Xz;

namespace GrifErrata.Input;

/// <summary>
/// Decompresses xz of one or several streams. SharpCompress stops after the first stream and asks for as much memory as a block's
/// header wants; this reads on, refuses other bytes, and bounds the dictionary.
/// </summary>
internal sealed class XzStreams(LookaheadStream raw, string file) : ForwardStream
{
    private const int StreamHeader = 12;

    // 64 MiB, which is what xz -9 asks for: 2 to the power of 26, in the code of the LZMA2 filter (2 | bits & 1) << (bits / 2 + 11).
    private const int LargestDictionaryCode = 28;
    private const int Lzma2 = 0x21;

#pragma warning disable CA2213 // Disposing it would dispose the raw stream, from which the next xz stream is read.
    private XZStream? _stream;
#pragma warning restore CA2213
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (!_ended)
        {
            if (_stream is null)
            {
                CheckDictionary();
                _stream = new XZStream(raw);
            }

            int read = _stream.Read(buffer);
            if (read > 0) return read;
            _stream = null;
            EndStream();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) raw.Dispose();
        base.Dispose(disposing);
    }

    private void EndStream()
    {
        // Padding between streams is zeros, four at a time (the .xz file format, section 2.2).
        while (raw.Peek(4) is [0, 0, 0, 0]) raw.Skip(4);
        ReadOnlySpan<byte> next = raw.Peek(6);
        if (next.IsEmpty) _ended = true;
        else if (!next.SequenceEqual(InputContent.XzMagic)) throw new InputException(InputDiagnostics.TrailingBytes.At(
            new SourceLocation(file), "Bytes that are not xz follow the end of the compressed data. Fetch the file again."));
    }

    // Block header (section 3.1): size, flags, optional sizes of 1 to 9 bytes each, then the filters.
    private void CheckDictionary()
    {
        ReadOnlySpan<byte> head = raw.Peek(StreamHeader + 64);
        if (head.Length <= StreamHeader + 2 || head[StreamHeader] == 0) return;
        int at = StreamHeader + 2;
        byte flags = head[StreamHeader + 1];
        for (int sizes = (flags >> 6 & 1) + (flags >> 7); sizes > 0; sizes--)
        {
            while (at < head.Length && (head[at] & 0x80) != 0) at++;
            at++;
        }

        for (int filters = (flags & 3) + 1; filters > 0 && at + 2 < head.Length; filters--)
        {
            if (head[at] == Lzma2 && head[at + 2] > LargestDictionaryCode)
            {
                throw new InputException(InputDiagnostics.ExpandsTooMuch.At(
                    new SourceLocation(file),
                    "The xz file asks for a dictionary of more than 64 MiB. Compress it again with at most xz -9."));
            }

            at += 2 + head[at + 1];
        }
    }
}
