using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Pan;

namespace GrifErrata.Generation;

/// <summary>Makes the features with which Quattor configures those who report, and the monitor to which they do.</summary>
public static class PakitiRenderer
{
    /// <summary>The folder of the features in the output, with <c>/</c> at its end.</summary>
    internal const string Folder = "features/pakiti/";

    /// <summary>The files of client and server.</summary>
    /// <param name="federation">A federation without errors.</param>
    /// <param name="extension"><c>pan</c> or <c>tpl</c>, as the federation's other files.</param>
    /// <param name="templates">The Scriban templates.</param>
    /// <param name="diagnostics">Takes what fails in a template.</param>
    /// <param name="cancellationToken">Cancels, also inside a template.</param>
    public static IReadOnlyList<OutputFile> Render(
        FederationDefinition federation, string extension, ErrataTemplates templates, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        List<OutputFile> files = [];
        PakitiModel model = PakitiModel.Of(federation);
        Add("client/config", ErrataTemplates.PakitiClient);
        Add("client/rpms", ErrataTemplates.PakitiClientRpms);
        Add("server/config", ErrataTemplates.PakitiServer);
        Add("server/rpms", ErrataTemplates.PakitiServerRpms);
        return files;

        void Add(string path, string template)
        {
            if (templates[$"{template}.{extension}"].Render(model, diagnostics, cancellationToken) is { } text)
                files.Add(new($"{Folder}{path}.{extension}", text, null));
        }
    }
}
