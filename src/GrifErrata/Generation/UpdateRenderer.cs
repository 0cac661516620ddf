using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Manifests;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Makes the files of an update version.</summary>
public static class UpdateRenderer
{
    /// <summary>The files of one version: packages, kernel and variables, manifest, change log.</summary>
    /// <param name="version">The version.</param>
    /// <param name="fix">What it needs besides itself.</param>
    /// <param name="os">Its OS.</param>
    /// <param name="templates">The Scriban templates.</param>
    /// <param name="diagnostics">Takes what fails in a template.</param>
    /// <param name="cancellationToken">Cancels, also inside a template.</param>
    public static IReadOnlyList<OutputFile> Render(
        UpdateVersion version, FixPlan fix, OsDefinition os, ErrataTemplates templates, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        string extension = os.Pan.ExtensionText;
        string packages = os.Pan.Shape == PanShape.Lines ? ErrataTemplates.Lines : ErrataTemplates.Table;
        string errata = $"{os.Name}/rpms/errata/{version.Name}";
        List<OutputFile> files = [];
        Add($"{errata}.{extension}", templates[$"{packages}.{extension}"].Render(ErrataModel.Of(version, os), diagnostics, cancellationToken));
        Add($"{os.Name}/config/os/errata/{version.Name}-init.{extension}",
            templates[$"{ErrataTemplates.Init}.{extension}"].Render(InitModel.Of(version, os), diagnostics, cancellationToken));
        if (!fix.Blocks.IsEmpty) Add($"{errata}-fix.{extension}", templates[$"{ErrataTemplates.Fix}.{extension}"].Render(FixModel.Of(version, os, fix), diagnostics, cancellationToken));
        Add($"{errata}.md", templates[ErrataTemplates.ChangeLog].Render(ChangeLogModel.Of(version, fix, os), diagnostics, cancellationToken));
        Add($"{errata}.json", ManifestWriter.Write(version, fix, os));
        return files;

        void Add(string path, string? text)
        {
            if (text is not null) files.Add(new(path, text, version.Definition));
        }
    }
}
