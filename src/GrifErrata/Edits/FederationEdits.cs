using System.Collections.Immutable;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Files;
using GrifErrata.Generation;
using GrifErrata.Input;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Edits;

/// <summary>A file that a command changes.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">Its text.</param>
/// <param name="After">Its text with the changes.</param>
public sealed record FileChange(string Path, string Before, string After);

/// <summary>
/// An input folder's <c>federation.yaml</c> and update definitions, open for changes. Nothing is written before
/// <see cref="Write"/>, and nothing at all after an error.
/// </summary>
public sealed class FederationEdits
{
    private readonly string _input;
    private readonly Dictionary<string, (string Before, YamlEdit Edit)> _files = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;

    private FederationEdits(string input, string text, FederationDefinition federation,
        ImmutableSortedDictionary<string, ImmutableArray<UpdateDefinition>> updates, DiagnosticBag diagnostics)
    {
        _input = input;
        _diagnostics = diagnostics;
        Federation = federation;
        Updates = updates;
        Yaml = new(text, FilePath, diagnostics);
        _files.Add(FilePath, (text, Yaml));
    }

    /// <summary>The federation as it was read.</summary>
    public FederationDefinition Federation { get; }

    /// <summary>The update definitions of each OS, oldest first.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<UpdateDefinition>> Updates { get; }

    /// <summary>Path of <c>federation.yaml</c>.</summary>
    public string FilePath => $"{_input}/federation.yaml";

    /// <summary>What is to be written, in ordinal order of the paths.</summary>
    public ImmutableArray<FileChange> Changes =>
        [.. _files.Where(f => f.Value.Before != f.Value.Edit.Text).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new FileChange(f.Key, f.Value.Before, f.Value.Edit.Text))];

    internal YamlEdit Yaml { get; }

    /// <summary>Opens an input folder.</summary>
    /// <param name="input">The folder.</param>
    /// <param name="diagnostics">Takes what is wrong, now and in later changes.</param>
    /// <returns>Null after an error.</returns>
    public static FederationEdits? Open(string input, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = input.Length > 1 ? input.TrimEnd('/') : input;
        string path = $"{input}/federation.yaml";
        if (!File.Exists(path))
        {
            diagnostics.Add(DefinitionDiagnostics.MissingInput, new(path), "There is no federation.yaml. Write one with the federation's name, its stages and its sites.");
            return null;
        }

        DiagnosticBag own = [];
        byte[]? content = Read(path, own);
        FederationDefinition? federation = content is null ? null : FederationReader.Read(content, path, own);
        ImmutableSortedDictionary<string, ImmutableArray<UpdateDefinition>>.Builder updates =
            ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<UpdateDefinition>>(StringComparer.Ordinal);
        foreach (string folder in Directory.EnumerateDirectories(input).Where(d => File.Exists(Path.Combine(d, "os.yaml"))))
        {
            string name = Path.GetFileName(folder);
            string versions = $"{input}/{name}/updates";
            IEnumerable<string> files = Directory.Exists(versions) ? Directory.EnumerateFiles(versions, "*.yaml").Select(f => $"{versions}/{Path.GetFileName(f)}") : [];
            updates.Add(name, [.. files.Order(StringComparer.Ordinal)
                .Select(f => Read(f, own) is { } bytes ? UpdateDefinitionReader.Read(bytes, f, own) : null).OfType<UpdateDefinition>()]);
        }

        diagnostics.AddRange(own);
        return own.HasErrors || federation is null ? null : new(input, Encoding.UTF8.GetString(content!), federation, updates.ToImmutable(), diagnostics);
    }

    /// <summary>Writes the changes, all or none.</summary>
    /// <returns>False after a report.</returns>
    public bool Write()
    {
        if (!Check()) return false;
        if (FileReplacement.Write([.. Changes.Select(c => (c.Path, c.After))]) is not { } failure) return true;
        _diagnostics.Add(GenerationDiagnostics.CannotWrite, new(failure.Path), $"{failure.Message}. Check that the folder can be written and the disk has room.");
        return false;
    }

    /// <summary>Reads what would be written; an error there is one of the change.</summary>
    /// <returns>Whether there is none.</returns>
    public bool Check()
    {
        if (_diagnostics.HasErrors) return false;
        foreach (FileChange change in Changes)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(change.After);
            if (change.Path == FilePath) FederationReader.Read(bytes, change.Path, _diagnostics);
            else UpdateDefinitionReader.Read(bytes, change.Path, _diagnostics);
        }

        return !_diagnostics.HasErrors;
    }

    /// <summary>A version of an OS; null after a report.</summary>
    public UpdateDefinition? Find(string os, string version)
    {
        if (!KnowsOs(os)) return null;
        UpdateDefinition? update = Updates[os].FirstOrDefault(u => u.Version == version);
        if (update is null)
        {
            string last = Updates[os].Length == 0 ? "It has none." : $"The last are: {string.Join(", ", Updates[os].Select(u => u.Version).TakeLast(6))}.";
            Report(FederationEditDiagnostics.Unknown, $"{os} has no update version {version}. {last}");
        }

        return update;
    }

    /// <summary>Whether there is such an OS; reports if not.</summary>
    public bool KnowsOs(string os)
    {
        if (Updates.ContainsKey(os)) return true;
        Report(FederationEditDiagnostics.Unknown, $"There is no OS {os}; there are: {string.Join(", ", Updates.Keys)}. An OS is named by its folder.");
        return false;
    }

    /// <summary>Whether there is such a site; reports if not.</summary>
    public bool KnowsSite(string site)
    {
        if (Federation.Sites.Any(s => s.Name == site)) return true;
        Report(FederationEditDiagnostics.Unknown, $"There is no site {site}; there are: {string.Join(", ", Federation.Sites.Select(s => s.Name))}.");
        return false;
    }

    internal void Report(DiagnosticDescriptor descriptor, string message) => _diagnostics.Add(descriptor, new(FilePath, 1, 1), message);

    internal void Report(DiagnosticDescriptor descriptor, SourceLocation location, string message) => _diagnostics.Add(descriptor, location, message);

    /// <summary>An update definition, open for changes.</summary>
    internal YamlEdit Update(UpdateDefinition update)
    {
        string path = update.Location.File;
        if (_files.TryGetValue(path, out (string, YamlEdit Edit) file)) return file.Edit;
        string text = Encoding.UTF8.GetString(Read(path, _diagnostics) ?? []);
        YamlEdit edit = new(text, path, _diagnostics);
        _files.Add(path, (text, edit));
        return edit;
    }

    private static byte[]? Read(string path, DiagnosticBag diagnostics)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] content = new byte[(int)Math.Min(stream.Length, YamlFile.MaxLength + 1)];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(InputDiagnostics.Unreadable, new(path), $"{e.Message.TrimEnd('.')}.");
            return null;
        }
    }
}
