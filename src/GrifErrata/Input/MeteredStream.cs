namespace GrifErrata.Input;

/// <summary>Counts and hashes what passes; the layer between a file and its decoder, and between the decoder and the reader.</summary>
internal sealed class MeteredStream(Stream inner, ChecksumAlgorithm? algorithm) : ForwardStream
{
    private readonly ContentHash? _hash = algorithm is { } kind ? new ContentHash(kind) : null;

    /// <summary>Bytes that have passed.</summary>
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _hash?.Append(buffer[..read]);
        Count += read;
        return read;
    }

    /// <summary>The checksum in lower-case hexadecimal digits; once, at the end.</summary>
    public string Checksum() => _hash!.Finish();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
