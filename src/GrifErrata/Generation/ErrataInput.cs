using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Reads a maintainer's input folder.</summary>
public static class ErrataInput
{
    private const string OsFile = "os.yaml";

    /// <summary>Reads every OS of the folder, or one.</summary>
    /// <param name="directory">The folder (<c>errata-input</c>); an OS is a folder in it with an <c>os.yaml</c>.</param>
    /// <param name="os">Only this OS, or null.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>In ordinal order of the OS's names; those with an error are left out.</returns>
    public static ImmutableArray<OsErrata> Read(
        string directory, string? os, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(directory))
        {
            diagnostics.Add(DefinitionDiagnostics.MissingInput, new(directory), $"The input folder {directory} does not exist.");
            return [];
        }

        List<string> folders = [.. Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal)];
        if (os is not null)
        {
            folders.RemoveAll(f => Path.GetFileName(f) != os);
            if (folders.Count == 0)
            {
                diagnostics.Add(GenerationDiagnostics.NotFound, new(directory), $"There is no OS {os}: no folder of that name in {directory}.");
                return [];
            }
        }

        if (folders.Count == 0)
        {
            diagnostics.Add(DefinitionDiagnostics.MissingInput, new(directory),
                "The input folder has no OS. An OS is a folder with os.yaml, sources/ and updates/.");
        }

        ImmutableArray<OsErrata>.Builder all = ImmutableArray.CreateBuilder<OsErrata>();
        foreach (string folder in folders)
        {
            if (ReadOs(folder, diagnostics, cancellationToken) is { } errata) all.Add(errata);
        }

        return all.ToImmutable();
    }

    private static OsErrata? ReadOs(string folder, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        string file = Path.Combine(folder, OsFile);
        if (!File.Exists(file))
        {
            diagnostics.Add(DefinitionDiagnostics.MissingInput, new(folder),
                $"The folder has no {OsFile}. Write one, or move the folder out of the input.");
            return null;
        }

        if (ReadBytes(file, diagnostics) is not { } content
            || OsDefinitionReader.Read(content, file, Path.GetFileName(folder), diagnostics) is not { } definition) return null;

        ImmutableArray<UpdateDefinition>.Builder updates = ImmutableArray.CreateBuilder<UpdateDefinition>();
        string updatesFolder = Path.Combine(folder, "updates");
        IEnumerable<string> files = Directory.Exists(updatesFolder)
            ? Directory.EnumerateFiles(updatesFolder, "*.yaml").Concat(Directory.EnumerateFiles(updatesFolder, "*.yml")).Order(StringComparer.Ordinal)
            : [];
        foreach (string path in files)
        {
            if (path.EndsWith(".yml", StringComparison.Ordinal))
            {
                diagnostics.Add(DefinitionDiagnostics.VersionName, new(path), "Name the file with the extension .yaml; .yml is not read.");
                continue;
            }

            if (ReadBytes(path, diagnostics) is { } bytes && UpdateDefinitionReader.Read(bytes, path, diagnostics) is { } update)
                updates.Add(update);
        }

        return OsSources.Read(folder, definition, updates.ToImmutable(), diagnostics, cancellationToken);
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
