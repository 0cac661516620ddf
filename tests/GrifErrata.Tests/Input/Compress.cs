using System.IO.Compression;

namespace GrifErrata.Tests.Input;

/// <summary>Compressed bytes for tests.</summary>
internal static class Compress
{
    /// <summary>"hello, world\n" as xz wrote it.</summary>
    public static byte[] HelloXz { get; } = Convert.FromBase64String(
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAMaGVsbG8sIHdvcmxkCgAAAAB7RlqByRK46gABJQ1xGcS2H7bzfQEAAAAABFla");

    /// <summary>"hello, world\n" as bzip2 wrote it.</summary>
    public static byte[] HelloBzip2 { get; } = Convert.FromBase64String("QlpoOTFBWSZTWVSkl4QAAALRgAAQQAQGRJCAIAAxADAgaGIASdSyHz8XckU4UJBUpJeE");

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(content);
        return stream.ToArray();
    }

    public static byte[] Zstd(byte[] content)
    {
        using ZstdSharp.Compressor compressor = new();
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(content).ToArray();
    }
}
