namespace GrifErrata.Input;

/// <summary>A decoder that is made at the first read: some read the file in their constructors, where nobody expects them to fail.</summary>
internal sealed class DeferredStream(Func<Stream> open) : ForwardStream
{
    private Stream? _stream;

    public override int Read(Span<byte> buffer) => (_stream ??= open()).Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream?.Dispose();
        base.Dispose(disposing);
    }
}
