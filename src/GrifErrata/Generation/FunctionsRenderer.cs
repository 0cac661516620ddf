using GrifErrata.Diagnostics;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Makes the file of functions that tables of packages call, one for all OSes.</summary>
public static class FunctionsRenderer
{
    /// <summary>The file: .tpl if an OS with a table has it, else .pan, for where both exist panc takes .pan; none without a table.</summary>
    /// <param name="oses">All OSes of the input folder.</param>
    /// <param name="templates">The Scriban templates.</param>
    /// <param name="diagnostics">Takes what fails in the template.</param>
    /// <param name="cancellationToken">Cancels, also inside the template.</param>
    public static IReadOnlyList<OutputFile> Render(
        IReadOnlyCollection<OsDefinition> oses, ErrataTemplates templates, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        OsDefinition[] tables = [.. oses.Where(o => o.Pan.Shape == PanShape.Table)];
        if (tables.Length == 0) return [];
        string extension = tables.Any(o => o.Pan.Extension == PanExtension.Tpl) ? "tpl" : "pan";
        FunctionsModel model = new(tables.Any(o => o.Pan.FollowsRepositories));
        return templates[$"{ErrataTemplates.Functions}.{extension}"].Render(model, diagnostics, cancellationToken) is { } text
            ? [new($"rpms/errata/functions.{extension}", text, null)]
            : [];
    }
}
