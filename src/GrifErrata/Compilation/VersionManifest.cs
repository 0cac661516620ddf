using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GrifErrata.Compilation;

/// <summary>What the machines that are compiled need to know of an update version: what its manifest says.</summary>
/// <param name="NodeOsVersion">Quattor's <c>NODE_OS_VERSION</c>.</param>
/// <param name="Packages">Architectures by package name.</param>
internal sealed partial record VersionManifest(string NodeOsVersion, ImmutableSortedDictionary<string, ImmutableArray<string>> Packages)
{
    // Ours has 200 KB.
    private const int MaxBytes = 64 << 20;

    /// <summary>Reads it; null if the file is not there or is no manifest. It is a generated file, which the build has compared before.</summary>
    public static VersionManifest? Load(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists || file.Length > MaxBytes) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            if (!root.TryGetProperty("nodeOsVersion", out JsonElement os) || !Word().IsMatch(os.GetString() ?? string.Empty)) return null;
            ImmutableSortedDictionary<string, ImmutableArray<string>> packages = root.GetProperty("packages").EnumerateArray()
                .Select(p => (Name: p.GetProperty("name").GetString() ?? string.Empty, Arch: p.GetProperty("arch").GetString() ?? string.Empty))
                .Where(p => Word().IsMatch(p.Name) && Word().IsMatch(p.Arch))
                .GroupBy(p => p.Name, p => p.Arch, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(g => g.Key, g => g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
            return new(os.GetString()!, packages);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Names of Quattor and rpm, which need no quotes of their own in Pan text.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_.+~^:-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
