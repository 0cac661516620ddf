using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Makes a feature of each update version, one for all OSes that have it, which Aquilon's broker binds to a stage of a personality.</summary>
public static partial class ErrataFeatureRenderer
{
    /// <summary>The folder of the features in the output, with <c>/</c> at its end.</summary>
    internal const string Folder = "features/errata/";

    /// <summary>The features, and what keeps drafts to the stage <c>next</c>. A version that every OS has withdrawn has none.</summary>
    /// <remarks>
    /// A draft has its feature too: it is tried before it is released, and a release that made or changed a template would give machines what
    /// nobody tried.
    /// </remarks>
    /// <param name="oses">The OSes of the federation with their update versions.</param>
    /// <param name="extension"><c>pan</c> or <c>tpl</c>, as the federation's other files.</param>
    /// <param name="templates">The Scriban templates.</param>
    /// <param name="diagnostics">Takes what fails in a template.</param>
    /// <param name="cancellationToken">Cancels, also inside a template.</param>
    public static IReadOnlyList<OutputFile> Render(
        IReadOnlyCollection<OsErrata> oses, string extension, ErrataTemplates templates, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        List<OutputFile> files = [];
        ILookup<string, (string Os, UpdateDefinition Definition)> versions = oses.OrderBy(o => o.Os.NodeOsVersion, StringComparer.Ordinal)
            .SelectMany(o => o.Updates.Where(u => u.State != UpdateState.Withdrawn).Select(u => (Os: o.Os.NodeOsVersion, Definition: u)))
            .ToLookup(v => v.Definition.Version, StringComparer.Ordinal);
        foreach (IGrouping<string, (string Os, UpdateDefinition Definition)> version in versions.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            // Final once each of its OSes has released it: until then an OS may come to it.
            UpdateDefinition definition = version.Select(v => v.Definition).OrderBy(d => d.State != UpdateState.Draft).First();
            Add(PathOf(version.Key), ErrataTemplates.ErrataFeature, new ErrataFeatureModel(version.Key, [.. version.Select(v => v.Os)]), definition);
        }

        if (versions.Count > 0) Add($"{Folder}drafts", ErrataTemplates.ErrataDrafts, Drafts(versions.SelectMany(v => v)), null);
        return files;

        void Add(string path, string template, object model, UpdateDefinition? definition)
        {
            if (templates[$"{template}.{extension}"].Render(model, diagnostics, cancellationToken) is { } text)
                files.Add(new($"{path}.{extension}", text, definition));
        }
    }

    /// <summary>The path of a version's feature, without extension.</summary>
    internal static string PathOf(string version) => $"{Folder}{version}/config";

    /// <summary>The version whose feature a path of the output folder is, or null.</summary>
    internal static string? VersionOf(string relative) => Feature().Match(relative) is { Success: true } match ? match.Groups["version"].Value : null;

    private static ErrataDraftsModel Drafts(IEnumerable<(string Os, UpdateDefinition Definition)> versions) => new(
        [.. versions.Where(v => v.Definition.State == UpdateState.Draft).GroupBy(v => v.Os, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ErrataDrafts(g.Key, [.. g.Select(v => v.Definition.Version).Order(StringComparer.Ordinal)]))]);

    [GeneratedRegex(@"^features/errata/(?<version>[0-9]{8})/config\.(pan|tpl)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Feature();
}
