using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Files;
using GrifErrata.Pan;
using GrifErrata.Rpm;

namespace GrifErrata.RepositorySnapshots;

/// <summary>
/// Writes Pan that lets machines take from each repository only what a snapshot would show (<c>includepkgs</c>), for sites that serve no
/// snapshots. docs/snapshots.md says what it costs.
/// </summary>
public static class IncludePackages
{
    private const string Functions = """
        declaration template repository/errata/functions;

        # Names under which the site has the repositories: escaped name in /software/repositories -> name in the lists.
        variable ERRATA_REPOSITORY_NAMES ?= dict();

        # Lets machines take from each repository only what a list says. Argument: escaped name of a repository -> packages.
        function errata_includepkgs = {
            packages = ARGV[0];
            foreach (i; repository; SELF) {
                name = escape(repository['name']);
                if (exists(ERRATA_REPOSITORY_NAMES[name])) name = escape(ERRATA_REPOSITORY_NAMES[name]);
                if (exists(packages[name])) SELF[i]['includepkgs'] = packages[name];
            };
            SELF;
        };

        """;

    /// <summary>The files by their paths below a folder of Pan templates.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files(SnapshotContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        string version = content.Request.Version.Name, os = content.Request.Errata.Os.Name;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Packages that machines of {PanText.Comment(os)} may take from repositories with update version {version}.\n");
        text.Append(CultureInfo.InvariantCulture, $"template repository/errata/{version};\n\ninclude 'repository/errata/functions';\n\nvariable ERRATA_INCLUDEPKGS_{version} ?= dict(\n");
        foreach ((SnapshotRepository repository, IEnumerable<Nevra> kept, _) in content.Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Key(repository.Name)}, list(\n");
            foreach (string package in kept.Select(Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) text.Append("        ").Append(PanText.Quote(package)).Append(",\n");
            text.Append("    ),\n");
        }

        text.Append(CultureInfo.InvariantCulture, $");\n\n'/software/repositories' = errata_includepkgs(ERRATA_INCLUDEPKGS_{version});\n");
        return [($"{os}/repository/errata/{version}.pan", text.ToString()), ("repository/errata/functions.pan", Functions.ReplaceLineEndings("\n"))];
    }

    /// <summary>Writes the files, all or none.</summary>
    /// <param name="content">What machines may take.</param>
    /// <param name="folder">The folder of Pan templates.</param>
    /// <param name="diagnostics">Takes GE1985.</param>
    /// <returns>The paths; null after an error.</returns>
    public static IReadOnlyList<string>? Write(SnapshotContent content, string folder, DiagnosticBag diagnostics)
    {
        (string Path, string Text)[] files = [.. Files(content).Select(f => (Path.Combine(folder, f.Path), f.Text))];
        if (FileReplacement.Write(files) is not { } failure) return [.. files.Select(f => f.Path)];
        diagnostics.Add(SnapshotDiagnostics.CannotWrite, new(failure.Path), $"The templates cannot be written ({failure.Message}). Check that the folder can be written and that the disk has room.");
        return null;
    }

    // Not escape(...), which panc would compute for each machine again. A repository's name has no character that ends the braces.
    private static string Key(string name) => PanText.Escape(name) == name ? PanText.Quote(name) : $"'{{{name}}}'";

    // dnf takes name-epoch:version-release.arch; without the epoch it would be of any.
    private static string Text(Nevra nevra) => string.Create(CultureInfo.InvariantCulture, $"{nevra.Name}-{nevra.Evr.Epoch ?? 0}:{nevra.Evr.VersionRelease}.{nevra.Arch}");
}
