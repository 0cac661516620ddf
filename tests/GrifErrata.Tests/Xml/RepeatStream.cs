using GrifErrata.Input;

namespace GrifErrata.Tests.Xml;

/// <summary>A head, one byte very often, and a tail.</summary>
internal sealed class RepeatStream(byte[] head, byte filling, long count, byte[]? tail = null) : ForwardStream
{
    private int _head;
    private int _tail;
    private long _left = count;

    public override int Read(Span<byte> buffer)
    {
        if (_head < head.Length) return Take(head, ref _head, buffer);
        if (_left == 0) return tail is null ? 0 : Take(tail, ref _tail, buffer);
        int take = (int)Math.Min(buffer.Length, _left);
        buffer[..take].Fill(filling);
        _left -= take;
        return take;
    }

    private static int Take(byte[] source, ref int taken, Span<byte> buffer)
    {
        int take = Math.Min(buffer.Length, source.Length - taken);
        source.AsSpan(taken, take).CopyTo(buffer);
        taken += take;
        return take;
    }
}
