using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>Reads a listing with one NEVRA a line, as <c>rpm -qa</c> with architectures, <c>ls</c> or <c>find</c> of a folder give it.</summary>
/// <remarks>
/// Blank lines, lines that start with <c>#</c>, and rpm's pseudo packages <c>gpg-pubkey-...</c> (keys, which have no architecture)
/// are passed over.
/// </remarks>
public sealed class TextListingReader : IPackageReader
{
    /// <inheritdoc/>
    public string Format => "text listing";

    /// <summary>Most packages of one listing; what has more is error GE1216.</summary>
    public int MaxPackages { get; init; } = 2_000_000;

    /// <summary>Whether the first line that is not blank, a comment or a key is a NEVRA, or one without architecture, so that
    /// <see cref="Read"/> can say what is missing.</summary>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        using var content = new MemoryStream(head.ToArray());
        using var lines = new ListingLines(content);
        while (lines.TryRead(out ReadOnlySpan<char> line, out _))
        {
            ReadOnlySpan<char> text = line.Trim(" \t");
            if (IsPassedOver(text)) continue;
            return NevraParser.TryParse(text, out _) || LacksArchitecture(text);
        }

        return false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Package> Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var packages = new ListingPackages(file, MaxPackages, diagnostics);
        using var lines = new ListingLines(content);
        while (!packages.Stopped && lines.TryRead(out ReadOnlySpan<char> line, out bool tooLong))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tooLong) packages.AddTooLong(lines.Number);
            else ReadLine(line, lines.Number, packages);
        }

        return packages.All;
    }

    private static void ReadLine(ReadOnlySpan<char> line, int number, ListingPackages packages)
    {
        int column = line.Length - line.TrimStart(" \t").Length + 1;
        ReadOnlySpan<char> text = line.Trim(" \t");
        if (IsPassedOver(text)) return;

        Nevra? nevra = NevraParser.Parse(text, out NevraParseError? error);
        if (nevra is not null)
        {
            packages.Add(nevra, buildTime: null, sourceRpm: null, number, column);
        }
        else if (LacksArchitecture(text))
        {
            packages.AddError(ListingDiagnostics.NoArchitecture, number, column + error!.Index,
                $"{UntrustedText.Quote(text)} has no architecture, as rpm -qa prints packages on old systems. " +
                "Make the listing with: rpm -qa --queryformat '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}\\n'");
        }
        else
        {
            packages.AddError(ListingDiagnostics.BadLine, number, column + error!.Index,
                $"{UntrustedText.Quote(text)} does not name a package. {error.Message}");
        }
    }

    private static bool IsPassedOver(ReadOnlySpan<char> text) =>
        text.IsEmpty || text[0] == '#' || text.StartsWith("gpg-pubkey-", StringComparison.Ordinal);

    private static bool LacksArchitecture(ReadOnlySpan<char> text)
    {
        if (NevraParser.Parse(text, out NevraParseError? error) is not null || error is not { Part: NevraPart.Arch, Missing: true }) return false;
        ReadOnlySpan<char> bare = text.EndsWith(".rpm", StringComparison.Ordinal) ? text[..^".rpm".Length] : text;
        return NevraParser.TryParse(new StringBuilder().Append(bare).Append(".noarch").ToString(), out _);
    }
}
