using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace GrifErrata.Generation;

/// <summary>Finds the files and folders that an OS's source patterns mean.</summary>
internal static class SourceFiles
{
    /// <summary>Full paths in ordinal order, each once. A pattern with a wildcard matches files; one without may name a folder.</summary>
    public static ImmutableArray<string> Find(string osDirectory, ImmutableArray<SourcePattern> patterns, DiagnosticBag diagnostics)
    {
        SortedSet<string> paths = new(StringComparer.Ordinal);
        foreach (SourcePattern pattern in patterns)
        {
            List<string> found = [.. Match(osDirectory, pattern.Pattern)];
            if (found.Count == 0)
            {
                diagnostics.Add(DefinitionDiagnostics.SourceEmpty, pattern.Location,
                    $"`{pattern.Pattern}` matches nothing below {osDirectory}. No source is an error, so that a lost file is never taken for \"no updates\".");
            }

            foreach (string path in found)
            {
                if (LeavesFolder(osDirectory, path))
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

    private static IEnumerable<string> Match(string osDirectory, string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            string path = Path.Combine(osDirectory, pattern);
            return Path.Exists(path) ? [path] : [];
        }

        Matcher matcher = new(StringComparison.Ordinal);
        matcher.AddInclude(pattern);
        DirectoryInfo directory = new(osDirectory);
        return !directory.Exists
            ? []
            : matcher.Execute(new DirectoryInfoWrapper(directory)).Files.Select(f => Path.Combine(osDirectory, f.Path));
    }

    private static bool LeavesFolder(string osDirectory, string path)
    {
        string root = Real(osDirectory);
        string real = Real(path);
        return real != root && !real.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>The path with every link on the way resolved.</summary>
    private static string Real(string path)
    {
        string full = Path.GetFullPath(path);
        string resolved = Path.GetPathRoot(full)!;
        foreach (string part in full[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(resolved, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            resolved = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
        }

        return resolved;
    }
}
