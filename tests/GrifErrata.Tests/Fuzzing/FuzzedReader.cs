using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>One reader of untrusted input, as the fuzz test sees it.</summary>
/// <param name="Name">Name of the format; also of its folders under Seeds and Found.</param>
/// <param name="Readers">The library's classes that it reaches.</param>
/// <param name="Read">Reads an input; what comes out is held against <see cref="FuzzRules"/>.</param>
internal sealed record FuzzedReader(string Name, Type[] Readers, Func<byte[], DiagnosticBag, object?> Read)
{
    /// <summary>Own samples besides those under Seeds: files or folders in the checkout.</summary>
    public string[] Samples { get; init; } = [];

    /// <summary>Files or folders under shared/data that are samples too where they are present.</summary>
    public string[] Shared { get; init; } = [];

    /// <summary>What hurts this format: put in, or put in the place of a part.</summary>
    public string[] Tokens { get; init; } = [];

    /// <summary>Whether its errors have lines. Formats of bytes have none.</summary>
    public bool HasLines { get; init; } = true;

    /// <summary>Codes of what is wrong with a file as a whole, so without a line.</summary>
    public string[] WholeFile { get; init; } = [];

    /// <summary>Most bytes allocated for each byte of an input, besides <see cref="FreeBytes"/>.</summary>
    public int BytesForByte { get; init; } = 400;

    /// <summary>Bytes allocated that are not asked about: buffers and tables.</summary>
    public long FreeBytes { get; init; } = 4L << 20;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
