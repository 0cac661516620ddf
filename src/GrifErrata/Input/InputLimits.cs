namespace GrifErrata.Input;

/// <summary>How much of an untrusted file is read before it is refused.</summary>
public sealed record InputLimits
{
    /// <summary>The defaults: 200 times, 1 MiB free, 2 GiB a document.</summary>
    public static InputLimits Default { get; } = new();

    /// <summary>
    /// How many bytes may come out of one compressed byte, 1 and more. Metadata of distributions grows 7 to 18 times,
    /// zeros in gzip about 1,000 times.
    /// </summary>
    public int MaxExpansionRatio { get; init; } = 200;

    /// <summary>Decompressed bytes for which <see cref="MaxExpansionRatio"/> is not asked yet: small files of one repeated line are harmless.</summary>
    public long FreeExpansionBytes { get; init; } = 1L << 20;

    /// <summary>Most decompressed bytes of one document.</summary>
    public long MaxDocumentBytes { get; init; } = 2L << 30;
}
