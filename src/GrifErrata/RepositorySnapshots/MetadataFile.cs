using System.IO.Compression;
using System.Security.Cryptography;

namespace GrifErrata.RepositorySnapshots;

/// <summary>A file of a snapshot's metadata as repomd.xml states it.</summary>
/// <param name="Type"><c>primary</c>, <c>filelists</c>, <c>updateinfo</c>, <c>modules</c> or <c>group</c>.</param>
/// <param name="Name">Name in the folder <c>repodata</c>: its checksum first, so that another content has another name.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Size">Bytes of the file.</param>
/// <param name="OpenSha256">SHA-256 of the decompressed content.</param>
/// <param name="OpenSize">Bytes of the decompressed content.</param>
internal sealed record MetadataFile(string Type, string Name, string Sha256, long Size, string OpenSha256, long OpenSize)
{
    private const int Buffer = 128 * 1024;

    /// <summary>Writes one, compressed with gzip at its fastest: servers and machines read it once, and it is written again for each version.</summary>
    /// <param name="folder">The folder <c>repodata</c>.</param>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name without checksum and <c>.gz</c>: <c>primary.xml</c>.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static MetadataFile Write(string folder, string type, string name, Action<Stream> write)
    {
        string path = Path.Combine(folder, name + ".gz");
        string sum, openSum;
        long size, openSize;
        using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer))
        {
            using HashingStream closed = new(file);
            using (GZipStream gzip = new(closed, CompressionLevel.Fastest, leaveOpen: true))
            using (HashingStream open = new(gzip))
            using (BufferedStream buffered = new(open, Buffer))
            {
                write(buffered);
                buffered.Flush();
                (openSum, openSize) = (open.Sum(), open.Count);
            }

            (sum, size) = (closed.Sum(), closed.Count);
            file.Flush(flushToDisk: true);
        }

        string named = $"{sum}-{name}.gz";
        File.Move(path, Path.Combine(folder, named));
        return new(type, named, sum, size, openSum, openSize);
    }

    /// <summary>Passes on what is written, and knows its checksum and size. What it passes on to stays open.</summary>
    private sealed class HashingStream(Stream to) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public string Sum() => Convert.ToHexStringLower(_hash.GetCurrentHash());

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            Count += buffer.Length;
            to.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => to.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
