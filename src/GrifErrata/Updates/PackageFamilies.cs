using System.Collections.Immutable;
using System.IO.Enumeration;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Yaml;

namespace GrifErrata.Updates;

/// <summary>Packages that a site may keep as they are, by families: what runs below the kernel is as much a site's decision as the kernel is.</summary>
/// <param name="All">The families, in ordinal order of their names.</param>
public sealed record PackageFamilies(ImmutableArray<PackageFamily> All)
{
    /// <summary>No family.</summary>
    public static PackageFamilies None { get; } = new([]);

    /// <summary>
    /// <c>firmware</c>, <c>kpatch</c> and <c>microcode</c>, by the names of el8 to el10: linux-firmware and its parts, live patches of the kernel, and
    /// what a processor loads when it starts.
    /// </summary>
    public static PackageFamilies Default { get; } = new(
    [
        new("firmware", ["linux-firmware*", "*-firmware"]),
        new("kpatch", ["kpatch", "kpatch-*"]),
        new("microcode", ["microcode_ctl", "amd-ucode-firmware"]),
    ]);

    /// <summary>The family of a package, or null. A family that names it wins over one with a pattern, then the first by name.</summary>
    public string? Of(string name) =>
        All.FirstOrDefault(f => f.Packages.Contains(name))?.Name
        ?? All.FirstOrDefault(f => f.Packages.Any(p => p.Contains('*', StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(p, name, ignoreCase: false)))?.Name;

    /// <summary>Reads <c>families</c>; what is left out are the default with a table and none with lines, whose text sites have had since 2009.</summary>
    internal static PackageFamilies Read(YamlMap os, PanShape shape)
    {
        if (os.Map("families") is not { } map) return shape == PanShape.Table ? Default : None;
        ImmutableArray<PackageFamily>.Builder families = ImmutableArray.CreateBuilder<PackageFamily>();
        foreach (string name in map.Entries.Keys.Order(StringComparer.Ordinal))
        {
            if (!name.All(char.IsAsciiLetterLower))
                map.Diagnostics.Add(DefinitionDiagnostics.Value, map.LocationOf(name), $"`{name}` cannot name a family; write lower-case letters, which sites then put into OS_ERRATA_HOLD.");
            ImmutableArray<string>.Builder packages = ImmutableArray.CreateBuilder<string>();
            foreach (YamlText pattern in map.Texts(name))
            {
                if (RpmAlphabet.IsName(pattern.Text.Replace('*', 'x')) && pattern.Text.Any(c => c != '*')) packages.Add(pattern.Text);
                else map.Diagnostics.Add(DefinitionDiagnostics.Value, pattern.Location, $"`{pattern.Text}` is not a package name, nor a pattern of one with `*`.");
            }

            families.Add(new(name, packages.ToImmutable()));
        }

        return new(families.ToImmutable());
    }
}

/// <summary>Packages that are held together.</summary>
/// <param name="Name">What sites put into <c>OS_ERRATA_HOLD</c>: lower-case letters.</param>
/// <param name="Packages">Names, and patterns in which <c>*</c> stands for any characters.</param>
public sealed record PackageFamily(string Name, ImmutableArray<string> Packages);
