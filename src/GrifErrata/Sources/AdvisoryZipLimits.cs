namespace GrifErrata.Sources;

/// <summary>How much of an untrusted zip archive is read before it is refused.</summary>
internal sealed record AdvisoryZipLimits
{
    /// <summary>The defaults.</summary>
    public static AdvisoryZipLimits Default { get; } = new();

    /// <summary>Most bytes of the archive.</summary>
    public long MaxArchiveBytes { get; init; } = 1L << 30;

    /// <summary>Most bytes of the list of entries at the archive's end; an entry has about 100.</summary>
    public long MaxDirectoryBytes { get; init; } = 64L << 20;

    /// <summary>Most entries.</summary>
    public int MaxEntries { get; init; } = 500_000;

    /// <summary>Most decompressed bytes of all entries together.</summary>
    public long MaxTotalBytes { get; init; } = 8L << 30;

    /// <summary>How many bytes may come out of one compressed byte of an entry; JSON grows 5 to 20 times.</summary>
    public int MaxExpansionRatio { get; init; } = 200;

    /// <summary>Decompressed bytes of an entry for which <see cref="MaxExpansionRatio"/> is not asked yet.</summary>
    public long FreeExpansionBytes { get; init; } = 1L << 20;

    /// <summary>Most decompressed bytes of an entry of this compressed length.</summary>
    public long MaxEntryBytes(long compressed) => Math.Max(FreeExpansionBytes, compressed * MaxExpansionRatio);
}
