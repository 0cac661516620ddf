using System.Collections.Immutable;
using System.IO.Enumeration;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;
using GrifErrata.Updates;
using Microsoft.Extensions.FileSystemGlobbing;

namespace GrifErrata.Generation;

/// <summary>Finds the files and folders that an OS's source patterns mean.</summary>
internal static class SourceFiles
{
    /// <summary>Full paths in ordinal order, each once. A pattern with a wildcard matches files, and looks into no folder that is a link; one without may name a folder.</summary>
    public static ImmutableArray<string> Find(string osDirectory, ImmutableArray<SourcePattern> patterns, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        SortedSet<string> paths = new(StringComparer.Ordinal);
        foreach (SourcePattern pattern in patterns)
        {
            List<string> found;
            try
            {
                found = Match(osDirectory, pattern.Pattern, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(Input.InputDiagnostics.Unreadable, pattern.Location,
                    $"`{pattern.Pattern}` cannot be looked up ({e.Message.TrimEnd('.')}). Check the permissions of the folders.");
                continue;
            }

            if (found.Count == 0)
            {
                diagnostics.Add(DefinitionDiagnostics.SourceEmpty, pattern.Location,
                    $"`{pattern.Pattern}` matches nothing below {osDirectory}; `*` and `**` are the only wildcards. No source is an error, so that a lost file is never taken for \"no updates\".");
            }

            foreach (string path in found)
            {
                if (LinkTarget.IsOutside(osDirectory, path))
                {
                    diagnostics.Add(DefinitionDiagnostics.SourceOutside, pattern.Location,
                        $"{path} is a link to a place outside {osDirectory}, which is not read. Copy the file there.");
                    continue;
                }

                paths.Add(path);
            }
        }

        return [.. paths];
    }

    private static List<string> Match(string osDirectory, string pattern, CancellationToken cancellationToken)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            string path = Path.Combine(osDirectory, pattern);
            return Path.Exists(path) || new FileInfo(path).LinkTarget is not null ? [path] : [];
        }

        // Files are listed here and not by the matcher, which follows links to folders, in circles too.
        FileSystemEnumerable<string> files = new(
            osDirectory, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        Matcher matcher = new(StringComparison.Ordinal);
        matcher.AddInclude(pattern);
        List<string> found = [];
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (matcher.Match(Path.GetRelativePath(osDirectory, file)).HasMatches) found.Add(file);
        }

        return found;
    }
}
