using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Feeds;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Reads a maintainer's input folder.</summary>
public static class ErrataInput
{
    private const string OsFile = "os.yaml";
    private const string FederationFile = "federation.yaml";

    /// <summary>Reads every OS of the folder, or one.</summary>
    /// <param name="directory">The folder (<c>errata-input</c>); an OS is a folder in it with an <c>os.yaml</c>.</param>
    /// <param name="os">Only this OS, or null.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>In ordinal order of the OS's names; those with an error are left out.</returns>
    public static ImmutableArray<OsErrata> Read(
        string directory, string? os, DiagnosticBag diagnostics, CancellationToken cancellationToken = default) =>
        Read(directory, os, today: null, diagnostics, cancellationToken);

    /// <summary>Reads every OS of the folder, or one, and holds the age of fetched feeds against a day.</summary>
    /// <param name="directory">The folder (<c>errata-input</c>); an OS is a folder in it with an <c>os.yaml</c>.</param>
    /// <param name="os">Only this OS, or null.</param>
    /// <param name="today">The day; null where age does not matter.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>In ordinal order of the OS's names; those with an error are left out.</returns>
    public static ImmutableArray<OsErrata> Read(
        string directory, string? os, DateOnly? today, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        [.. Read(directory, os, today, _ => null, diagnostics, cancellationToken).Select(r => r.Errata)];

    /// <summary>Reads every OS of the folder, or one, and in the same pass what the packages of its repositories require.</summary>
    /// <param name="directory">The folder (<c>errata-input</c>); an OS is a folder in it with an <c>os.yaml</c>.</param>
    /// <param name="os">Only this OS, or null.</param>
    /// <param name="diagnostics">Takes what is wrong; of the dependencies it is told where their table is made.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>In ordinal order of the OS's names; those with an error are left out.</returns>
    public static ImmutableArray<(OsErrata Errata, OsRepositories Repositories)> ReadWithRepositories(
        string directory, string? os, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        [.. Read(directory, os, today: null, f => OsRepositories.Read(f.Folder, f.Definition, withPackages: true, cancellationToken), diagnostics, cancellationToken).Select(r => (r.Errata, r.Repositories!))];

    private static ImmutableArray<(OsErrata Errata, OsRepositories? Repositories)> Read(
        string directory, string? os, DateOnly? today, Func<(string Folder, OsDefinition Definition), OsRepositories?> read, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ImmutableArray<(OsErrata, OsRepositories?)>.Builder all = ImmutableArray.CreateBuilder<(OsErrata, OsRepositories?)>();
        foreach ((string folder, OsDefinition definition) in ReadDefinitions(directory, os, diagnostics))
        {
            DiagnosticBag feeds = [];
            PinnedFeeds.Check(folder, definition.Name, definition.Feeds, today, feeds);
            diagnostics.AddRange(feeds);

            // What a feed lacks would be reported again by each source that is missing.
            if (feeds.HasErrors) continue;
            ImmutableArray<UpdateDefinition> updates = ReadUpdates(Path.Combine(folder, "updates"), diagnostics);
            OsRepositories? repositories = read((folder, definition));
            all.Add((OsSources.Read(folder, definition, updates, diagnostics, cancellationToken, repositories), repositories));
        }

        return all.ToImmutable();
    }

    /// <summary>Reads the <c>os.yaml</c> of every OS of the folder, or of one, and none of their sources.</summary>
    /// <param name="directory">The folder (<c>errata-input</c>); an OS is a folder in it with an <c>os.yaml</c>.</param>
    /// <param name="os">Only this OS, or null.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>Each OS's folder with its definition, in ordinal order of the names; those with an error are left out.</returns>
    public static ImmutableArray<(string Folder, OsDefinition Definition)> ReadDefinitions(string directory, string? os, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(directory))
        {
            diagnostics.Add(DefinitionDiagnostics.MissingInput, new(directory), $"The input folder {directory} does not exist.");
            return [];
        }

        // What starts with a dot is an editor's or git's.
        List<string> folders = [.. List(directory, diagnostics).Where(p => Directory.Exists(p) && !Path.GetFileName(p).StartsWith('.'))];
        if (os is not null)
        {
            folders.RemoveAll(f => Path.GetFileName(f) != os);
            if (folders.Count == 0)
            {
                diagnostics.Add(GenerationDiagnostics.NotFound, new(directory), $"There is no OS {os}: no folder of that name in {directory}.");
                return [];
            }
        }

        if (folders.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Add(DefinitionDiagnostics.MissingInput, new(directory),
                "The input folder has no OS. An OS is a folder with os.yaml, sources/ and updates/.");
        }

        ImmutableArray<(string, OsDefinition)>.Builder all = ImmutableArray.CreateBuilder<(string, OsDefinition)>();
        foreach (string folder in folders)
        {
            if (ReadDefinition(folder, diagnostics) is { } definition) all.Add((folder, definition));
        }

        return all.ToImmutable();
    }

    /// <summary>Reads <c>federation.yaml</c> of the folder.</summary>
    /// <returns>The federation; null where the folder has no such file, or after an error.</returns>
    public static FederationDefinition? ReadFederation(string directory, DiagnosticBag diagnostics)
    {
        string file = Path.Combine(directory, FederationFile);
        return File.Exists(file) && ReadBytes(file, diagnostics) is { } content ? FederationReader.Read(content, file, diagnostics) : null;
    }

    private static OsDefinition? ReadDefinition(string folder, DiagnosticBag diagnostics)
    {
        string name = Path.GetFileName(folder);
        if (!RpmAlphabet.IsName(name))
        {
            diagnostics.Add(DefinitionDiagnostics.OsName, new(folder),
                "The folder's name cannot name an OS: letters, digits, `.`, `_`, `+` and `-`, starting with a letter or digit. Rename it, or move it out of the input.");
            return null;
        }

        IReadOnlyList<string> entries = List(folder, diagnostics);
        string file = Path.Combine(folder, OsFile);
        if (!entries.Contains(file))
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.Add(DefinitionDiagnostics.MissingInput, new(folder),
                    $"The folder has no {OsFile}. Write one, or move the folder out of the input.");
            }

            return null;
        }

        return ReadBytes(file, diagnostics) is { } content ? OsDefinitionReader.Read(content, file, name, diagnostics) : null;
    }

    private static ImmutableArray<UpdateDefinition> ReadUpdates(string folder, DiagnosticBag diagnostics)
    {
        ImmutableArray<UpdateDefinition>.Builder updates = ImmutableArray.CreateBuilder<UpdateDefinition>();
        bool any = false;
        foreach (string path in Directory.Exists(folder) ? List(folder, diagnostics) : [])
        {
            string extension = Path.GetExtension(path);
            if (!extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase) && !extension.Equals(".yml", StringComparison.OrdinalIgnoreCase)) continue;
            any = true;
            if (extension != ".yaml")
                diagnostics.Add(DefinitionDiagnostics.VersionName, new(path), $"Name the file with the extension .yaml; {extension} is not read.");
            else if (ReadBytes(path, diagnostics) is { } bytes && UpdateDefinitionReader.Read(bytes, path, diagnostics) is { } update)
                updates.Add(update);
        }

        if (!any && !diagnostics.HasErrors)
        {
            diagnostics.Add(DefinitionDiagnostics.NoUpdates, new(folder),
                "The OS has no update version: no file updates/<yyyyMMdd>.yaml. Write one, or let `grif-errata new` write it.");
        }

        return updates.ToImmutable();
    }

    private static IReadOnlyList<string> List(string folder, DiagnosticBag diagnostics)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Input.InputDiagnostics.Unreadable, new(folder), $"The folder cannot be listed ({e.Message.TrimEnd('.')}). Check its permissions.");
            return [];
        }
    }

    private static byte[]? ReadBytes(string path, DiagnosticBag diagnostics)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] content = new byte[(int)Math.Min(stream.Length, Yaml.YamlFile.MaxLength + 1)];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Input.InputDiagnostics.Unreadable, new(path), $"{e.Message.TrimEnd('.')}.");
            return null;
        }
    }
}
