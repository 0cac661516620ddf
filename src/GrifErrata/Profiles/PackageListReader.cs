using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Profiles;

/// <summary>Reads what a machine says it has: <c>rpm -qa</c>, or a report of Pakiti's client.</summary>
/// <remarks>
/// A line is a NEVRA with or without epoch and architecture (<c>rpm -qa</c>, also with <c>%{EPOCH}:</c>, which rpm prints as
/// <c>(none)</c> where there is none); <c>name TAB epoch:version-release TAB arch</c> (Pakiti 5); or <c>'name' 'epoch:version' 'release' 'arch'</c>
/// (Pakiti 4). Pakiti 5 puts <c>key: value</c> lines between two lines <c>#</c> before them. Keys (<c>gpg-pubkey</c>) are passed over.
/// </remarks>
internal static class PackageListReader
{
    // The bound of a report.
    private const int MaxPackages = 50_000;

    /// <summary>Reads one.</summary>
    /// <param name="content">The list in UTF-8.</param>
    /// <param name="file">The file, for locations and, where the list has no host name, for the name.</param>
    /// <param name="diagnostics">Takes the first error.</param>
    /// <returns>The machine, or null after an error.</returns>
    public static Machine? Read(Stream content, string file, DiagnosticBag diagnostics)
    {
        using ListingLines lines = new(content);
        Dictionary<string, string> head = new(StringComparer.Ordinal);
        List<MachinePackage> packages = [];
        bool inHead = false;
        while (lines.TryRead(out ReadOnlySpan<char> line, out _))
        {
            ReadOnlySpan<char> text = line.Trim(" \r");
            if (text is "#") inHead = !inHead && packages.Count == 0 && head.Count == 0;
            else if (text.IsEmpty || text[0] == '#') continue;
            else if (inHead && text.IndexOf(": ") is > 0 and int colon) head.TryAdd(text[..colon].ToString(), text[(colon + 2)..].Trim().ToString());
            else if (inHead) continue;
            else if (!TryAdd(text, packages)) return Fail(ProfileDiagnostics.Line, line, $"{UntrustedText.Quote(text)} is not a package of `rpm -qa` or of a report. "
                + "Make the list again, for example with: rpm -qa --queryformat '%{NAME}-%{EPOCH}:%{VERSION}-%{RELEASE}.%{ARCH}\\n'");
            if (packages.Count > MaxPackages) return Fail(ProfileDiagnostics.TooMany, line, $"The list has more than {MaxPackages} packages, which no machine has. Check where it comes from.");
        }

        if (packages.Count == 0)
        {
            diagnostics.Add(ProfileDiagnostics.Unknown, new(file), "The file has no package. Check that it is a package list and was written whole.");
            return null;
        }

        // Some senders list several names, separated by blanks; the first counts.
        string? host = head.GetValueOrDefault("host")?.Split(' ', 2)[0];
        return MachineName.Of(host, file, diagnostics) is not { } name ? null : new Machine
        {
            Host = name,
            Site = head.GetValueOrDefault("site"),
            System = head.GetValueOrDefault("system"),
            Kernel = head.GetValueOrDefault("kernel"),
            Packages = [.. packages.Distinct().OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Arch, StringComparer.Ordinal)
                .ThenBy(p => p.Evr?.ToString(), StringComparer.Ordinal)],
            Location = new(file),
        };

        Machine? Fail(DiagnosticDescriptor descriptor, ReadOnlySpan<char> line, string message)
        {
            diagnostics.Add(descriptor, new(file, lines.Number, line.Length - line.TrimStart(" ").Length + 1), message);
            return null;
        }
    }

    private static bool TryAdd(ReadOnlySpan<char> line, List<MachinePackage> packages)
    {
        if (line.StartsWith("gpg-pubkey", StringComparison.Ordinal) || line.StartsWith("'gpg-pubkey'", StringComparison.Ordinal)) return true;
        MachinePackage? package = line.Contains('\t') ? Tabbed(line.ToString().Split('\t'))
            : line[0] == '\'' ? Quoted(line.ToString().Split(' '))
            : Nevra(line.ToString().Replace("(none):", string.Empty, StringComparison.Ordinal));
        if (package is null) return false;
        packages.Add(package);
        return true;
    }

    private static MachinePackage? Nevra(string text)
    {
        if (NevraParser.Parse(text, out NevraParseError? error) is { } nevra) return new(nevra.Name, nevra.Evr, nevra.Arch);
        return error is { Part: NevraPart.Arch, Missing: true } && NevraParser.TryParse(text + ".noarch", out Nevra? bare)
            ? new(bare.Name, bare.Evr, null)
            : null;
    }

    private static MachinePackage? Tabbed(string[] parts) => parts.Length == 3 ? Of(parts[0], parts[1], parts[2]) : null;

    private static MachinePackage? Quoted(string[] parts)
    {
        if (parts.Length != 4 || !Array.TrueForAll(parts, p => p.Length >= 2 && p[0] == '\'' && p[^1] == '\'')) return null;
        return Of(parts[0][1..^1], $"{parts[1][1..^1]}-{parts[2][1..^1]}", parts[3][1..^1]);
    }

    private static MachinePackage? Of(string name, string evr, string arch) =>
        RpmAlphabet.IsName(name) && RpmAlphabet.IsArch(arch) && PackageDecisionReader.ParseEvr(evr) is { } parsed ? new(name, parsed, arch) : null;
}
