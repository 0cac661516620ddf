using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>Makes the snapshot of an update version, or leaves what was there as it was.</summary>
public sealed class SnapshotWriter
{
    // Two documents are read and compressed at a time: more would only compete for the memory's speed.
    internal const int Threads = 2;

    private readonly SnapshotStore _store;

    /// <param name="output">The folder that machines see.</param>
    /// <param name="nodeOsVersion">The OS, as Pan's <c>NODE_OS_VERSION</c>.</param>
    public SnapshotWriter(string output, string nodeOsVersion)
        : this(new SnapshotStore(output, nodeOsVersion))
    {
    }

    internal SnapshotWriter(SnapshotStore store) => _store = store;

    /// <summary>Writes it.</summary>
    /// <param name="content">What it has.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellationToken">Cancels; nothing that machines see is changed then.</param>
    /// <returns>Null after an error: machines see what they saw before.</returns>
    public SnapshotResult? Write(SnapshotContent content, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        string version = content.Request.Version.Name;
        try
        {
            using IDisposable held = _store.Lock();
            string staged = _store.Stage(version);
            try
            {
                return Write(content, staged, diagnostics, cancellationToken);
            }
            finally
            {
                if (Directory.Exists(staged)) Directory.Delete(staged, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(SnapshotDiagnostics.CannotWrite, new(_store.PathOf(version)),
                $"The snapshot cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). What was there is as it was. Check that no other run is at work, that the folder can be written and that the disk has room.");
            return null;
        }
    }

    private SnapshotResult? Write(SnapshotContent content, string staged, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        RepositoryView[] views = [.. content.Parts.Select((_, i) => new RepositoryView(content, i, staged))];
        SnapshotPart[] parts = new SnapshotPart[views.Length];
        try
        {
            Parallel.For(0, views.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken }, i => parts[i] = views[i].Write(cancellationToken));
        }
        catch (AggregateException e)
        {
            // One reason is enough, as if the repositories had been written one after the other.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        DiagnosticBag found = [];
        foreach (RepositoryView view in views) found.AddRange(view.Diagnostics);
        diagnostics.AddRange(found);
        if (found.HasErrors) return null;
        string version = content.Request.Version.Name, folder = $"{version}-{Digest(parts, views)}", path = _store.PathOf(version);
        string? before = _store.FolderOf(version);
        if (before == folder && Directory.Exists(Path.Combine(_store.Contents, folder))) return new(path, SnapshotOutcome.Unchanged, [.. parts]);
        if (before is not null && !MayReplace(content, before, parts, views, diagnostics)) return null;
        cancellationToken.ThrowIfCancellationRequested();
        if (before is not null) KeepOldFiles(before, staged, parts);
        _store.Show(version, staged, folder);
        return new(path, before is null ? SnapshotOutcome.Made : SnapshotOutcome.Replaced, [.. parts]);
    }

    // Of the content, not of the files: what another version of the compressor makes of it is the same snapshot.
    private static string Digest(SnapshotPart[] parts, RepositoryView[] views)
    {
        StringBuilder text = new();
        foreach ((SnapshotPart part, RepositoryView view) in parts.Zip(views))
        {
            foreach (MetadataFile file in view.Files) text.Append(part.Repository.Name).Append('\t').Append(file.Type).Append('\t').Append(file.OpenSha256).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private bool MayReplace(SnapshotContent content, string before, SnapshotPart[] parts, RepositoryView[] views, DiagnosticBag diagnostics)
    {
        (string version, string os) = (content.Request.Version.Name, content.Request.Errata.Os.Name);
        string differences = Differences(before, parts, views);
        if (content.Request.Version.Definition.State == UpdateState.Draft || content.Request.Replace)
        {
            diagnostics.Add(SnapshotDiagnostics.Replaced, new(_store.PathOf(version)),
                $"The snapshot of {version} of {os} has another content now: {differences}. Machines that have it see the new one at their next look.");
            return true;
        }

        diagnostics.Add(SnapshotDiagnostics.Exists, new(_store.PathOf(version)),
            $"The snapshot of {version} of {os} is there and would change: {differences}. Nothing was changed, since machines that have this version would be changed with it. "
            + "Keep it, or replace it on purpose with --replace, as a kernel that a freeze or a kernel plan names since then needs it.");
        return false;
    }

    private string Differences(string before, SnapshotPart[] parts, RepositoryView[] views)
    {
        List<string> differences = [];
        foreach ((SnapshotPart part, RepositoryView view) in parts.Zip(views))
        {
            RepodataIndex? old = Index(before, part);
            string[] types = [.. view.Files.Where(f => old?.Find(f.Type)?.OpenChecksum?.Hex != f.OpenSha256).Select(f => f.Type)
                .Concat((old?.Entries ?? []).Select(e => e.Type).Where(t => view.Files.All(f => f.Type != t)))];
            if (types.Length > 0) differences.Add(old is null ? $"{part.Repository.Name} is new" : $"{string.Join(", ", types)} of {part.Repository.Name}");
        }

        return differences.Count > 0 ? string.Join("; ", differences) : "it has other repositories";
    }

    // Who has read the old repomd.xml asks for the old files next; their names have their checksums, so they do not meet the new ones.
    private void KeepOldFiles(string before, string staged, SnapshotPart[] parts)
    {
        foreach (SnapshotPart part in parts)
        {
            foreach (RepodataEntry entry in Index(before, part)?.Entries ?? [])
            {
                string name = Path.GetFileName(entry.Href);
                string old = Path.Combine(_store.Contents, before, part.Repository.Name, "repodata", name), kept = Path.Combine(staged, part.Repository.Name, "repodata", name);
                if (File.Exists(old) && !File.Exists(kept)) File.Copy(old, kept);
            }
        }
    }

    private RepodataIndex? Index(string before, SnapshotPart part) => new RepodataReader().ReadIndex(Path.Combine(_store.Contents, before, part.Repository.Name), []);
}
