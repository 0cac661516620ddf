using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Mails;

/// <summary>Finds the package files in a mail's text: Scientific Linux's under <c>SL 5.x</c>, Red Hat's under a section of packages.</summary>
internal static partial class MailPackages
{
    /// <summary>The packages in the mail's order, each once a release.</summary>
    /// <param name="lines">The text's lines.</param>
    /// <param name="refuse">Takes why a file was left out.</param>
    public static ImmutableArray<AdvisoryPackage> Of(IReadOnlyList<string> lines, Action<string> refuse)
    {
        List<AdvisoryPackage> packages = [];
        HashSet<(Nevra, string)> known = [];
        bool inPackages = false, inArch = false;
        string product = string.Empty;
        foreach (string raw in lines)
        {
            string line = raw.Trim();

            // Of a quoted mail nobody knows whether it still holds.
            if (line.Length == 0 || line[0] == '>') continue;
            if (ScientificLinux().Match(line) is { Success: true } release)
            {
                (product, inPackages, inArch) = ($"Scientific Linux:{release.Groups["release"].Value}", true, false);
            }
            else if (Section().Match(line) is { Success: true } section)
            {
                inPackages = PackageSection().IsMatch(section.Groups["title"].Value);
                (product, inArch) = (string.Empty, false);
            }
            else if (!inPackages)
            {
                continue;
            }
            else if (Signature().IsMatch(line))
            {
                inPackages = false;
            }
            else if (ArchitectureLine().IsMatch(line))
            {
                inArch = true;
            }
            else if (!line.EndsWith(".rpm", StringComparison.Ordinal))
            {
                // "Red Hat Linux 7.1:" begins the files of another release.
                if (line.EndsWith(':') && !line.Contains('/', StringComparison.Ordinal)) (product, inArch) = (line[..^1].TrimEnd(), false);
            }
            else if (inArch && Package(line, product, refuse) is { } package && known.Add((package.Nevra, product)))
            {
                packages.Add(package);
            }
        }

        return [.. packages];
    }

    private static AdvisoryPackage? Package(string line, string product, Action<string> refuse)
    {
        // Red Hat wrote the MD5 before the file.
        string file = Md5().Replace(line, string.Empty, 1);
        Nevra? nevra = FeedPackage.OfFile(file, out string? refusal);
        if (refusal is not null) refuse(refusal);
        return nevra is null ? null : new AdvisoryPackage(nevra) { Products = product.Length > 0 ? [product] : [] };
    }

    [GeneratedRegex(@"\ASL\s?(?<release>[0-9]{1,2})(\.[0-9]{1,2})?(\.x)?:?\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScientificLinux();

    [GeneratedRegex(@"\A[0-9]{1,2}\. (?<title>[A-Z][^:]{2,60}):?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex(@"\A(RPMs required|Package list)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PackageSection();

    // "-Connie Sieh", "-Troy Dawson", "- Scientific Linux Development Team"; signed text has "- " before it.
    [GeneratedRegex(@"\A(- )?-\s?[A-Z][a-z]+( [A-Z][a-z]+)+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Signature();

    [GeneratedRegex(
        @"\A(SRPMS|src|noarch|athlon|i[3-6]86|ia32e|ia64|x86_64|amd64|alpha|sparc|sparc64|ppc|ppc64|ppc64le|s390|s390x|aarch64)\s*:?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ArchitectureLine();

    [GeneratedRegex(@"\A[0-9a-f]{32,64}\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Md5();
}
