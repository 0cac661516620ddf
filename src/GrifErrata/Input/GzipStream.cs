using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using GrifErrata.Diagnostics;

namespace GrifErrata.Input;

/// <summary>
/// Decompresses gzip (RFC 1952) of one or several members and checks what .NET's GZipStream lets pass: a file cut short, a missing or
/// wrong trailer, bytes after the last member.
/// </summary>
/// <remarks>
/// DeflateStream does not say where in its input a member ended. It took at most one piece more than it needed, and the eight bytes of
/// the trailer are known by then: they are looked for in that piece.
/// </remarks>
internal sealed class GzipStream(LookaheadStream raw, string file) : ForwardStream
{
    private const byte HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16, Reserved = 0xE0;

    private readonly Crc32 _crc = new();
    private DeflateStream? _member;
    private uint _length;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (!_ended)
        {
            if (_member is null)
            {
                ReadHeader();
                _member = new DeflateStream(raw, CompressionMode.Decompress, leaveOpen: true);
                _crc.Reset();
                _length = 0;
            }

            int read = _member.Read(buffer);
            if (read > 0)
            {
                _crc.Append(buffer[..read]);
                _length += (uint)read;
                return read;
            }

            EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            raw.Dispose();
        }

        base.Dispose(disposing);
    }

    private void EndMember()
    {
        if (raw.EndWasPassed) throw CutShort();
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        if (!raw.MoveBehind(trailer))
        {
            ReadOnlySpan<byte> tail = raw.Tail(8);
            bool oneHalfIsRight = tail.Length == 8 && (tail[..4].SequenceEqual(trailer[..4]) || tail[4..].SequenceEqual(trailer[4..]));
            throw oneHalfIsRight
                ? Fail(InputDiagnostics.Damaged, "gzip's checksum or length at the end does not agree with the content. Fetch the file again.")
                : CutShort();
        }

        // An empty member (bgzip ends with one) is 03 00, then eight zeros: the first eight zeros found begin one byte early.
        if (_length == 0 && raw.Peek(1) is [0]) raw.Skip(1);
        _member!.Dispose();
        _member = null;
        ReadOnlySpan<byte> next = raw.Peek(2);
        if (next.IsEmpty)
        {
            _ended = true;
        }
        else if (next is not [0x1F, 0x8B])
        {
            throw Fail(
                InputDiagnostics.TrailingBytes,
                "Bytes that are not gzip follow the end of the compressed data, so two files were joined or the file is not what was "
                + "published. Fetch it again.");
        }
    }

    private void ReadHeader()
    {
        ReadOnlySpan<byte> head = raw.Peek(10);
        if (head.Length < 10) throw CutShort();
        byte flags = head[3];
        if (head[2] != 8 || (flags & Reserved) != 0)
            throw Fail(InputDiagnostics.Damaged, "gzip's header names a method that does not exist. Fetch the file again.");
        raw.Skip(10);
        if ((flags & HasExtra) != 0)
        {
            ReadOnlySpan<byte> length = raw.Peek(2);
            if (length.Length < 2) throw CutShort();
            int extra = BinaryPrimitives.ReadUInt16LittleEndian(length);
            raw.Skip(2);
            for (; extra > 0; extra--) SkipByte();
        }

        if ((flags & HasName) != 0) SkipText();
        if ((flags & HasComment) != 0) SkipText();
        if ((flags & HasHeaderCrc) == 0) return;
        SkipByte();
        SkipByte();
    }

    private void SkipText()
    {
        while (SkipByte() != 0)
        {
        }
    }

    private byte SkipByte()
    {
        int read = raw.ReadByte();
        return read >= 0 ? (byte)read : throw CutShort();
    }

    private InputException CutShort() => Fail(
        InputDiagnostics.CutShort,
        "The gzip file ends before its last member does, so it was not copied whole. Fetch it again.");

    private InputException Fail(DiagnosticDescriptor descriptor, string message) =>
        new(descriptor.At(new SourceLocation(file), message));
}
