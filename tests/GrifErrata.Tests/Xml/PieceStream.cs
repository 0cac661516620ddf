using GrifErrata.Input;

namespace GrifErrata.Tests.Xml;

/// <summary>A stream that returns only so many bytes at a time, to put a buffer's end everywhere.</summary>
internal sealed class PieceStream(byte[] content, int piece) : ForwardStream
{
    private int _taken;

    public override int Read(Span<byte> buffer)
    {
        int take = Math.Min(Math.Min(piece, buffer.Length), content.Length - _taken);
        content.AsSpan(_taken, take).CopyTo(buffer);
        _taken += take;
        return take;
    }
}
