using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Notification;

/// <summary>The hosts of which a digest told that something is wrong, so that the next tells only what is new.</summary>
/// <param name="Behind">Behind their version.</param>
/// <param name="Silent">Silent.</param>
/// <param name="NeverReported">Never reported.</param>
internal sealed record DigestMemory(ImmutableHashSet<string> Behind, ImmutableHashSet<string> Silent, ImmutableHashSet<string> NeverReported)
{
    // Names of 400,000 hosts; what is read is our own, but a database can be spoilt.
    private const int MostBytes = 64 << 20;
    private const int ChunkLength = 60_000;

    /// <summary>What was told, or null where nothing was, or nobody knows any more.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public static DigestMemory? Read(IMonitorStore store, string key)
    {
        if (store.State(key) is not { } first || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int chunks) || chunks > MostBytes / ChunkLength) return null;
        StringBuilder text = new();
        for (int i = 0; i < chunks; i++) text.Append(store.State(Chunk(key, i)));
        try
        {
            return Decode(Convert.FromBase64String(text.ToString()));
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Remembers it. A database state is too small for the names of a large fleet, so they are in several.</summary>
    /// <exception cref="StorageException">The database failed; what is remembered then may be nothing.</exception>
    public async Task WriteAsync(IMonitorStore store, string key, CancellationToken cancellation)
    {
        string text = Convert.ToBase64String(Encode());
        int chunks = 0;
        for (; chunks * ChunkLength < text.Length; chunks++)
            await store.SetStateAsync(Chunk(key, chunks), text.Substring(chunks * ChunkLength, Math.Min(ChunkLength, text.Length - (chunks * ChunkLength))), cancellation);
        for (int old = chunks; store.State(Chunk(key, old)) is not null; old++) await store.SetStateAsync(Chunk(key, old), null, cancellation);
        await store.SetStateAsync(key, chunks.ToString(CultureInfo.InvariantCulture), cancellation);
    }

    private static string Chunk(string key, int number) => $"{key}/{number.ToString(CultureInfo.InvariantCulture)}";

    // A line a host: which sets it is in, and its name. gzip ends with a checksum, so a mixture of two writes is not read.
    private byte[] Encode()
    {
        using MemoryStream bytes = new();
        using (GZipStream zip = new(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (StreamWriter writer = new(zip))
        {
            foreach (string host in Behind.Union(Silent).Union(NeverReported).Order(StringComparer.Ordinal))
                writer.Write($"{(Behind.Contains(host) ? "b" : "")}{(Silent.Contains(host) ? "s" : "")}{(NeverReported.Contains(host) ? "n" : "")} {host}\n");
        }

        return bytes.ToArray();
    }

    private static DigestMemory Decode(byte[] bytes)
    {
        using GZipStream zip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using MemoryStream text = new();
        byte[] buffer = new byte[1 << 16];
        for (int read = zip.Read(buffer); read > 0; read = zip.Read(buffer))
        {
            if (text.Length + read > MostBytes) throw new InvalidDataException("too long");
            text.Write(buffer, 0, read);
        }

        string[] lines = Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new(Of('b'), Of('s'), Of('n'));

        ImmutableHashSet<string> Of(char set) => lines.Select(l => l.Split(' ', 2)).Where(p => p.Length == 2 && p[0].Contains(set)).Select(p => p[1]).ToImmutableHashSet(StringComparer.Ordinal);
    }
}
