using System.Collections.Immutable;
using System.Text;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Files;
using GrifErrata.Generation;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Edits;

/// <summary>Writes what machines need into <c>fix</c> of an update definition.</summary>
public static class FixEdits
{
    private const int MachinesNamed = 3;

    /// <summary>Appends a block a need; what no change cures is left out.</summary>
    /// <param name="update">The definition, a draft.</param>
    /// <param name="needs">The needs.</param>
    /// <param name="diagnostics">Takes what is wrong; after an error nothing was written.</param>
    /// <returns>The file's change, or null where nothing was written.</returns>
    public static FileChange? Append(UpdateDefinition update, IEnumerable<MachineNeed> needs, DiagnosticBag diagnostics)
    {
        string path = update.Location.File;
        if (update.State != UpdateState.Draft)
        {
            diagnostics.Add(FederationEditDiagnostics.Already, update.Location, $"{update.Version} is no draft, so what it does never changes. Write the block into the next version.");
            return null;
        }

        string before = File.ReadAllText(path, new UTF8Encoding(false));
        YamlEdit edit = new(before, path, diagnostics);
        foreach (MachineNeed need in needs.Where(n => n.Add.Length + n.Remove.Length > 0))
        {
            if (!edit.Append(Block(need), "fix")) return null;
        }

        if (edit.Text == before) return null;
        UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(edit.Text), path, diagnostics);
        if (diagnostics.HasErrors) return null;
        if (FileReplacement.Write([(path, edit.Text)]) is not { } failure) return new(path, before, edit.Text);
        diagnostics.Add(GenerationDiagnostics.CannotWrite, new(failure.Path), $"{failure.Message}. Check that the folder can be written and the disk has room.");
        return null;
    }

    /// <summary>The reason that a block gets.</summary>
    public static string Reason(MachineNeed need) => $"{string.Join("; ", need.Because)}: {string.Join(", ", need.Machines.Take(MachinesNamed))}"
        + (need.Machines.Length > MachinesNamed ? $" and {need.Machines.Length - MachinesNamed} more" : string.Empty);

    private static YamlEditMap Block(MachineNeed need)
    {
        List<(string, YamlEditValue)> entries = [("when", Texts([need.When]))];
        if (need.Remove.Length > 0) entries.Add(("remove", Texts(need.Remove)));
        if (need.Add.Length > 0) entries.Add(("add", Texts(need.Add.Select(a => a.ToString()))));
        entries.Add(("reason", YamlEditValue.Of(Reason(need))));
        return new([.. entries]);
    }

    private static YamlEditList Texts(IEnumerable<string> texts) => new([.. texts.Select(t => YamlEditValue.Of(t))]);
}
