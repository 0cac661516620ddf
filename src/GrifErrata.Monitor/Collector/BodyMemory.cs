using System.Buffers;
using System.IO.Pipelines;

namespace GrifErrata.Monitor.Collector;

/// <summary>
/// Memory for bodies that are being read, and for what is made of them: bounded for all requests together, so that many large reports at once wait
/// for each other instead of filling the machine. Safe to call from many threads.
/// </summary>
/// <param name="limit">Most bytes of bodies at a time.</param>
public sealed class BodyMemory(long limit)
{
    /// <summary>Most bytes of bodies at a time, when nobody says otherwise: 64 MiB, which is 8 of the largest or 1,000 ordinary ones.</summary>
    public const long Default = 64 << 20;

    private long _taken;

    /// <summary>Bytes that are taken now.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Starts a share of nothing; dispose of it when the body is needed no more.</summary>
    internal BodyShare Start() => new(this);

    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit) return true;
        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    internal void Return(long bytes) => Interlocked.Add(ref _taken, -bytes);
}

/// <summary>What one request has of <see cref="BodyMemory"/>.</summary>
internal sealed class BodyShare(BodyMemory memory) : IDisposable
{
    private const int Step = 64 << 10;
    private long _taken;

    /// <summary>Reads a body; null where it is longer than it may be.</summary>
    /// <exception cref="BodyMemoryException">Others have the memory.</exception>
    public async Task<byte[]?> ReadAsync(PipeReader reader, int longest, CancellationToken cancellation)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > longest) return null;
            while (_taken < read.Buffer.Length)
            {
                if (!memory.TryTake(Step)) throw new BodyMemoryException();
                _taken += Step;
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose()
    {
        memory.Return(_taken);
        _taken = 0;
    }
}

/// <summary>Other bodies have the memory.</summary>
public sealed class BodyMemoryException : Exception
{
    /// <summary>Says so.</summary>
    public BodyMemoryException()
        : base("Too many large reports are being read at once.")
    {
    }

    /// <summary>Says something else.</summary>
    public BodyMemoryException(string message)
        : base(message)
    {
    }

    /// <summary>Says something else, and why.</summary>
    public BodyMemoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
