using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.RepositorySnapshots;

/// <summary>The snapshots of an OS that machines see, and their removal.</summary>
public sealed class SnapshotFolder
{
    private readonly SnapshotStore _store;

    /// <param name="output">The folder that machines see.</param>
    /// <param name="nodeOsVersion">The OS, as Pan's <c>NODE_OS_VERSION</c>.</param>
    public SnapshotFolder(string output, string nodeOsVersion)
        : this(new SnapshotStore(output, nodeOsVersion))
    {
    }

    internal SnapshotFolder(SnapshotStore store) => _store = store;

    /// <summary>The versions that machines see, oldest first.</summary>
    public ImmutableArray<string> Versions => [.. _store.Shown().Select(s => s.Version)];

    /// <summary>Contents that were replaced, and what a crash left: folders that no version shows any more.</summary>
    public ImmutableArray<string> Unseen => _store.Unseen();

    /// <summary>Removes snapshots and all that no version shows any more. Each is gone for machines in one step; a crash leaves what the next removal takes.</summary>
    /// <param name="versions">The versions whose snapshots go.</param>
    /// <param name="diagnostics">Takes GE1985.</param>
    /// <returns>False after an error; some may be gone then.</returns>
    public bool Remove(IEnumerable<string> versions, DiagnosticBag diagnostics)
    {
        string current = _store.Root;
        try
        {
            using IDisposable held = _store.Lock();
            foreach (string version in versions)
            {
                current = _store.PathOf(version);
                _store.Remove(version);
            }

            foreach (string folder in _store.Unseen())
            {
                current = Path.Combine(_store.Contents, folder);
                _store.RemoveUnseen(folder);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(SnapshotDiagnostics.CannotWrite, new(current),
                $"The snapshot cannot be removed ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Check that no other run is at work and that the folder can be written, and run it again.");
            return false;
        }
    }
}
