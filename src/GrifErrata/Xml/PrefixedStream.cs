using GrifErrata.Input;

namespace GrifErrata.Xml;

/// <summary>Bytes that were already read, and then the stream that they came from.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ForwardStream
{
    private int _taken;

    public override int Read(Span<byte> buffer)
    {
        if (_taken == prefix.Length) return rest.Read(buffer);
        int take = Math.Min(buffer.Length, prefix.Length - _taken);
        prefix.AsSpan(_taken, take).CopyTo(buffer);
        _taken += take;
        return take;
    }
}
