using System.Buffers.Binary;
using System.Globalization;
using GrifErrata.Diagnostics;

namespace GrifErrata.Rpm;

/// <summary>Reads the header of an RPM file (package format versions 3, 4 and 6), never its payload.</summary>
/// <remarks>
/// Layout: a lead of 96 bytes, the signature header padded to 8 bytes, the main header (rpm's lib/rpmlead.cc and lib/header.cc).
/// Checksums and signatures are not verified. At most the index (1 MiB) and 256 bytes a tag are held in memory: what is not
/// needed is sought past, so that the limits of sizes can be rpm's own.
/// </remarks>
public static class RpmHeaderReader
{
    /// <summary>Most entries of the main header's index (HEADER_TAGS_MAX of rpm).</summary>
    public const int MaxIndexEntries = 65535;

    /// <summary>Most bytes of the main header's data (HEADER_DATA_MAX of rpm): 256 MiB less one byte.</summary>
    public const int MaxDataBytes = 0x0fffffff;

    // Most entries and bytes of the signature header (hdrblobVerifyLengths of rpm).
    private const int MaxSignatureEntries = 32, MaxSignatureBytes = 64 * 1024 * 1024;

    private const int LeadBytes = 96, OldestFormat = 3, SourceLead = 1, HeaderSignature = 5;

    private const int Name = 1000, Version = 1001, Release = 1002, Epoch = 1003, BuildTime = 1006, Arch = 1022,
        SourceRpm = 1044, NoSource = 1051, NoPatch = 1052;

    private static ReadOnlySpan<byte> LeadMagic => [0xed, 0xab, 0xee, 0xdb];

    /// <summary>Reads the header.</summary>
    /// <param name="content">The file from its first byte; it must be able to seek. Its position is not restored.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="diagnostics">Takes error GE1201, GE1202 or GE1203 where the file is not a sound RPM.</param>
    /// <returns>What the header says, or null with one error in <paramref name="diagnostics"/>.</returns>
    public static RpmHeader? Read(Stream content, string file, DiagnosticBag diagnostics) => Read(content, file, diagnostics, out _);

    /// <summary>The same, with the main header for further tags.</summary>
    internal static RpmHeader? Read(Stream content, string file, DiagnosticBag diagnostics, out RpmHeaderSection? section)
    {
        Diagnostic? error = Read(content, new SourceLocation(file), out RpmHeader? header, out section);
        if (error is not null) diagnostics.Add(error);
        return header;
    }

    private static Diagnostic? Read(Stream content, SourceLocation at, out RpmHeader? header, out RpmHeaderSection? section)
    {
        header = null;
        section = null;
        Span<byte> lead = stackalloc byte[LeadBytes];
        content.Position = 0;
        if (content.ReadAtLeast(lead, LeadBytes, throwOnEndOfStream: false) < LeadBytes
            || !lead.StartsWith(LeadMagic) || lead[4] < OldestFormat)
        {
            return RpmDiagnostics.NotAnRpm.At(at,
                "This is not an RPM file of format 3 or later: its first 96 bytes are not the lead of one. " +
                "Remove the file from the folder, or download it again.");
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(lead[78..]) != HeaderSignature)
            return Broken(at, "its lead announces a signature of a kind that rpm gave up before format 3");

        string? problem = RpmHeaderSection.Open(content, LeadBytes, "signature", MaxSignatureEntries, MaxSignatureBytes, out section);
        if (problem is not null) return Broken(at, problem);
        long main = (section!.End + 7) & ~7L;
        problem = RpmHeaderSection.Open(content, main, "main", MaxIndexEntries, MaxDataBytes, out section)
            ?? section!.ReadIndex();
        if (problem is not null) return Broken(at, problem);

        bool isSource = BinaryPrimitives.ReadUInt16BigEndian(lead[6..]) == SourceLead || !section!.Has(SourceRpm);
        return ReadTags(section!, isSource, at, out header);
    }

    private static Diagnostic? ReadTags(RpmHeaderSection section, bool isSource, SourceLocation at, out RpmHeader? header)
    {
        header = null;
        string? problem = null;
        string? name = section.Text(Name, ref problem);
        string? version = section.Text(Version, ref problem);
        string? release = section.Text(Release, ref problem);
        string? arch = isSource ? SourceArch(section) : section.Text(Arch, ref problem);
        string? sourceRpm = isSource ? null : section.Text(SourceRpm, ref problem);
        uint? epoch = section.Number(Epoch, ref problem);
        uint? buildTime = section.Number(BuildTime, ref problem);
        if (problem is not null) return Broken(at, problem);

        Diagnostic? bad = Check("name", Name, name, RpmAlphabet.IsName(name), at)
            ?? Check("version", Version, version, RpmAlphabet.IsVersion(version), at)
            ?? Check("release", Release, release, RpmAlphabet.IsVersion(release), at)
            ?? Check("epoch", Epoch, epoch?.ToString(CultureInfo.InvariantCulture), epoch is null or <= int.MaxValue, at)
            ?? Check("architecture", Arch, arch, RpmAlphabet.IsArch(arch), at);
        if (bad is not null) return bad;

        header = new RpmHeader(
            new Nevra(name!, new Evr((int)(epoch ?? 0), version!, release!), arch!),
            buildTime is null ? null : DateTimeOffset.FromUnixTimeSeconds(buildTime.Value),
            IsSourceRpm(sourceRpm) ? sourceRpm : null);
        return null;
    }

    // rpm's build names a source package without its sources or patches so (build/files.cc), whatever its tag says.
    private static string SourceArch(RpmHeaderSection section) =>
        section.Has(NoSource) || section.Has(NoPatch) ? Architectures.SourceWithoutSources : Architectures.Source;

    // Converted packages carry "(none)" and the like; what names no source package is taken for not said.
    private static bool IsSourceRpm(string? text) =>
        text is not null && text.EndsWith(".rpm", StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal)
        && NevraParser.TryParse(text, out Nevra? source) && source.Arch is Architectures.Source or Architectures.SourceWithoutSources;

    private static Diagnostic? Check(string what, int tag, string? value, bool good, SourceLocation at) => value switch
    {
        _ when good => null,
        null => RpmDiagnostics.BadTag.At(at, $"The header has no {what} (tag {tag}). Remove the file from the folder, or get one that rpm can install."),
        _ => RpmDiagnostics.BadTag.At(at, $"The header's {what} (tag {tag}) is {UntrustedText.Quote(value)}, which rpm does not allow. " +
            "Remove the file from the folder, or get one that rpm can install."),
    };

    /// <summary>GE1202 with what is broken, as a clause.</summary>
    internal static Diagnostic Broken(SourceLocation at, string problem) =>
        RpmDiagnostics.BrokenHeader.At(at, $"The header of this RPM file is broken: {problem}. Download the file again, or remove it from the folder.");
}
