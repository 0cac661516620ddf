using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;
using ZstdSharp;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>A report for upstream servers on its way to the writer.</summary>
/// <param name="Body">The body, compressed on the sender's thread.</param>
/// <param name="ContentType">Its content type, or null.</param>
/// <param name="Query">The query to send it with.</param>
/// <param name="Upstreams">Names of the upstream servers, each once, in ordinal order, so that two transactions never wait for each other.</param>
internal sealed record IncomingRelay(byte[] Body, string? ContentType, string Query, ImmutableArray<string> Upstreams)
{
    private const int Level = 3;

    private static readonly ThreadLocal<Compressor> Compressors = new(() => new Compressor(Level));
    private static readonly ThreadLocal<Decompressor> Decompressors = new(() => new Decompressor());

    /// <summary>Makes it ready for the database; null where no upstream server is to have it.</summary>
    public static IncomingRelay? Of(RelayEnvelope? envelope) => envelope is null || envelope.Upstreams.IsDefaultOrEmpty
        ? null
        : new IncomingRelay(Compressors.Value!.Wrap(envelope.Body.Span).ToArray(), envelope.ContentType, envelope.Query,
            [.. envelope.Upstreams.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The body as it was received.</summary>
    public static byte[] Decompress(byte[] body) => Decompressors.Value!.Unwrap(body, ReportLimits.Body + 1).ToArray();
}
