namespace GrifErrata.Xml;

/// <summary>Bounds of the XML reader; real feeds stay far below them.</summary>
public sealed record XmlLimits
{
    /// <summary>The defaults.</summary>
    public static XmlLimits Default { get; } = new();

    /// <summary>Most elements inside each other; 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most attributes of one element; 1,000.</summary>
    public int MaxAttributes { get; init; } = 1000;

    /// <summary>Longest name or attribute value in bytes; 1 MiB.</summary>
    public int MaxAttributeBytes { get; init; } = 1 << 20;

    /// <summary>Longest start tag in bytes, all its attributes together, since it is held in memory as a whole; 4 MiB.</summary>
    public int MaxTagBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of one text that are kept; the rest is read and checked, but dropped; 1 MiB.</summary>
    public int MaxTextBytes { get; init; } = 1 << 20;
}
