using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Generation;
using GrifErrata.Rpm;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>Finds the repositories of a snapshot: the repodata among an OS's sources, and those that the caller names.</summary>
public static class SnapshotRepositories
{
    /// <summary>Finds them.</summary>
    /// <param name="osDirectory">The OS's folder.</param>
    /// <param name="os">The OS.</param>
    /// <param name="addresses">Addresses by the repository's name; they win over those of <c>feeds:</c>.</param>
    /// <param name="metadata">Folders with <c>repodata</c> by the repository's name: further repositories, or other copies of those among the sources.</param>
    /// <param name="diagnostics">Takes GE1980, GE1981 and GE1987.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>In ordinal order of their names; nothing after an error.</returns>
    public static ImmutableArray<SnapshotRepository> Find(
        string osDirectory, OsDefinition os, IReadOnlyDictionary<string, string> addresses, IReadOnlyDictionary<string, string> metadata, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        SortedDictionary<string, SnapshotRepository> found = new(StringComparer.Ordinal);
        foreach ((ImmutableArray<SourcePattern> patterns, SnapshotRepositoryKind kind) in (ReadOnlySpan<(ImmutableArray<SourcePattern>, SnapshotRepositoryKind)>)
            [(os.Errata, SnapshotRepositoryKind.None), (os.Base, SnapshotRepositoryKind.Base), (os.Other, SnapshotRepositoryKind.Other)])
        {
            // What matches nothing was told when the sources were read.
            foreach (string folder in SourceFiles.Find(osDirectory, patterns, [], cancellationToken).Select(FolderOf).OfType<string>())
            {
                string name = NameOf(osDirectory, folder);
                found[name] = found.TryGetValue(name, out SnapshotRepository? same) ? same with { Kind = same.Kind | kind } : new(name, folder, string.Empty, kind, os.Location);
            }
        }

        foreach ((string name, string folder) in metadata)
            found[name] = found.TryGetValue(name, out SnapshotRepository? source) ? source with { Directory = folder } : new(name, folder, string.Empty, SnapshotRepositoryKind.None, new("--metadata"));
        if (found.Count == 0)
        {
            own.Add(SnapshotDiagnostics.NoRepository, os.Location,
                $"The sources of {os.Name} have no repodata, only listings or RPM files, and a snapshot shows a part of repositories. Name each with --metadata NAME=DIR, where its repodata lies, and --repository NAME=URL, where machines get its packages.");
        }

        foreach (string unknown in addresses.Keys.Where(n => !found.ContainsKey(n)))
        {
            own.Add(SnapshotDiagnostics.Address, new("--repository"),
                $"There is no repository {UntrustedText.Quote(unknown)}; there are: {string.Join(", ", found.Keys)}. Name one of these, or say with --metadata {unknown}=DIR where its repodata lies.");
        }

        ImmutableArray<SnapshotRepository> all = [.. found.Values.Select(r => Complete(r, osDirectory, os, addresses, own)).OfType<SnapshotRepository>()];
        diagnostics.AddRange(own);
        return own.HasErrors ? [] : all;
    }

    private static SnapshotRepository? Complete(
        SnapshotRepository repository, string osDirectory, OsDefinition os, IReadOnlyDictionary<string, string> addresses, DiagnosticBag diagnostics)
    {
        if (!IsName(repository.Name))
        {
            diagnostics.Add(SnapshotDiagnostics.RepositoryName, repository.Location,
                $"{UntrustedText.Quote(repository.Name)} cannot name a repository of a snapshot: parts of letters, digits, `.`, `_`, `+` and `-` that start with a letter or digit, with `/` between; `repodata` is not one. Rename its folder.");
            return null;
        }

        if (!RepodataFolder.Is(repository.Directory))
        {
            diagnostics.Add(SnapshotDiagnostics.NoRepository, repository.Location,
                $"{repository.Directory}, the folder of the repository {repository.Name}, has no repodata/repomd.xml. Name the folder that holds `repodata`.");
            return null;
        }

        FeedDefinition? feed = os.Feeds.FirstOrDefault(f => f.Type == FeedType.Repodata && Path.GetFullPath(Path.Combine(osDirectory, f.Path)) == Path.GetFullPath(repository.Directory));
        if (!addresses.TryGetValue(repository.Name, out string? text)) text = feed?.Url.OriginalString;
        if (text is null)
        {
            diagnostics.Add(SnapshotDiagnostics.Address, repository.Location,
                $"Nothing says where machines get the packages of the repository {repository.Name}: no entry of `feeds:` brings it. Say it with --repository {repository.Name}=URL.");
            return null;
        }

        if (RepositoryAddress.Check(text, out string address) is { } reason)
        {
            diagnostics.Add(SnapshotDiagnostics.Address, feed?.Location ?? repository.Location,
                $"The address of the repository {repository.Name} {reason}. Give the address of the folder that holds `repodata`, with --repository {repository.Name}=URL.");
            return null;
        }

        return repository with { Address = address };
    }

    private static string? FolderOf(string path)
    {
        if (Directory.Exists(path)) return RepodataFolder.Is(path) ? path : null;
        string? repodata = Path.GetDirectoryName(path);
        return Path.GetFileName(path) == "repomd.xml" && Path.GetFileName(repodata) == "repodata" ? Path.GetDirectoryName(repodata) : null;
    }

    // Below sources, where fetched repositories lie under the name that os.yaml gives them.
    private static string NameOf(string osDirectory, string folder)
    {
        string relative = Path.GetRelativePath(osDirectory, folder).Replace(Path.DirectorySeparatorChar, '/').TrimEnd('/');
        return relative.StartsWith("sources/", StringComparison.Ordinal) ? relative["sources/".Length..] : relative;
    }

    private static bool IsName(string name) => name.Length <= 200
        && name.Split('/').All(p => p.Length > 0 && p != "repodata" && char.IsAsciiLetterOrDigit(p[0]) && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-'));
}
