using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Makes the files of a federation: the look-up that gives each machine its version, and what sites include.</summary>
public static class FederationRenderer
{
    /// <summary>The files: .tpl if an OS of the federation has it, else .pan.</summary>
    /// <param name="federation">A federation without errors.</param>
    /// <param name="oses">Its OSes.</param>
    /// <param name="today">The day for which sites that lag behind are counted.</param>
    /// <param name="templates">The Scriban templates.</param>
    /// <param name="diagnostics">Takes what fails in a template.</param>
    /// <param name="cancellationToken">Cancels, also inside a template.</param>
    public static IReadOnlyList<OutputFile> Render(
        FederationDefinition federation, IReadOnlyCollection<OsDefinition> oses, DateOnly today, ErrataTemplates templates, DiagnosticBag diagnostics,
        CancellationToken cancellationToken = default)
    {
        List<OutputFile> files = [];

        string extension = Extension(oses);
        FederationModel model = FederationModel.Of(federation, new FederationResolution(federation, today), oses);
        Add($"federation/errata/config.{extension}", $"{ErrataTemplates.FederationConfig}.{extension}");
        Add($"federation/errata/updates.{extension}", $"{ErrataTemplates.FederationUpdates}.{extension}");
        Add($"components/errata/schema.{extension}", $"{ErrataTemplates.ErrataSchema}.{extension}");
        files.AddRange(PakitiRenderer.Render(federation, extension, templates, diagnostics, cancellationToken));
        return files;

        void Add(string path, string template)
        {
            if (templates[template].Render(model, diagnostics, cancellationToken) is { } text) files.Add(new(path, text, null));
        }
    }

    /// <summary>The extension of a federation's files: <c>tpl</c> if one of its OSes has it, else <c>pan</c>.</summary>
    /// <remarks>
    /// One kind for all sites: where x.pan and x.tpl both exist panc takes .pan without a word, and .tpl with nlist works in every panc that an OS
    /// with .tpl is compiled by.
    /// </remarks>
    internal static string Extension(IEnumerable<OsDefinition> oses) => oses.Any(o => o.Pan.Extension == PanExtension.Tpl) ? "tpl" : "pan";
}
