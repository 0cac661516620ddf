using System.Collections.Immutable;
using GrifErrata.Files;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>
/// The snapshots of one OS in a folder that a web server shows: <c>&lt;version&gt;/&lt;NODE_OS_VERSION&gt;</c> is a link to the snapshot's own folder below
/// <c>.snapshots</c>. Links are replaced in one step and folders never change, so readers see the old or the new snapshot as a whole, and a
/// crash leaves at most folders that nobody sees.
/// </summary>
/// <param name="Root">The folder.</param>
/// <param name="NodeOsVersion">The OS, as Pan's <c>NODE_OS_VERSION</c>.</param>
internal sealed record SnapshotStore(string Root, string NodeOsVersion)
{
    private const string Hidden = ".snapshots", Staging = ".tmp";

    /// <summary>Called with the name of each step before it is taken; tests fail there.</summary>
    public Action<string>? BeforeStep { get; init; }

    /// <summary>The folder of the snapshots' own folders.</summary>
    public string Contents => Path.Combine(Root, Hidden, NodeOsVersion);

    /// <summary>The path under which machines see a version's snapshot.</summary>
    public string PathOf(string version) => Path.Combine(Root, version, NodeOsVersion);

    /// <summary>Keeps other runs out until it is disposed, and removes what a run that did not end left behind.</summary>
    /// <exception cref="IOException">Another run is at work, or the folder cannot be written.</exception>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(Contents);
        FileStream held = new(Contents + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            foreach (string left in Directory.EnumerateDirectories(Contents, "*" + Staging)) Directory.Delete(left, recursive: true);
            foreach (string version in Versions())
            {
                foreach (string left in Directory.EnumerateFileSystemEntries(Path.Combine(Root, version), $"{NodeOsVersion}.*{Staging}")) File.Delete(left);
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return held;
    }

    /// <summary>The versions that have a folder, oldest first.</summary>
    public ImmutableArray<string> Versions() => !Directory.Exists(Root) ? []
        : [.. Directory.EnumerateDirectories(Root).Select(d => Path.GetFileName(d)!).Where(n => UpdateVersionName.TryParse(n, out _)).Order(StringComparer.Ordinal)];

    /// <summary>The versions of this OS that machines see, oldest first, with the name of the folder of each.</summary>
    public ImmutableArray<(string Version, string Folder)> Shown() =>
        [.. Versions().Select(v => (v, Folder: FolderOf(v))).Where(s => s.Folder is not null).Select(s => (s.v, s.Folder!))];

    /// <summary>The name of the folder to which a version's link leads, or null where it has none.</summary>
    public string? FolderOf(string version)
    {
        // Anything but a link of our own is somebody else's, and never followed.
        string before = TargetOf($"{version}-");
        return new FileInfo(PathOf(version)).LinkTarget is { } target && target.StartsWith(before, StringComparison.Ordinal) && !target[before.Length..].Contains('/', StringComparison.Ordinal)
            ? Path.GetFileName(target) : null;
    }

    /// <summary>The names of the folders that no version shows, in ordinal order.</summary>
    public ImmutableArray<string> Unseen()
    {
        if (!Directory.Exists(Contents)) return [];
        HashSet<string> shown = [.. Shown().Select(s => s.Folder)];
        return [.. Directory.EnumerateDirectories(Contents).Select(d => Path.GetFileName(d)!).Where(f => !shown.Contains(f)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Makes an empty folder in which a snapshot is put together.</summary>
    public string Stage(string version)
    {
        string staged = Path.Combine(Contents, $"{version}-{Guid.NewGuid():N}{Staging}");
        Directory.CreateDirectory(staged);
        return staged;
    }

    /// <summary>Shows a snapshot that was put together: its files are durable, it gets its own name, then the version's link leads to it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="staged">The folder, as <see cref="Stage"/> made it.</param>
    /// <param name="folder">Its name, which says its content.</param>
    public void Show(string version, string staged, string folder)
    {
        BeforeStep?.Invoke("flush");
        foreach (string inner in Directory.EnumerateDirectories(staged, "*", SearchOption.AllDirectories)) PosixFiles.Flush(inner);
        PosixFiles.Flush(staged);
        string own = Path.Combine(Contents, folder);
        BeforeStep?.Invoke("name");
        if (Directory.Exists(own)) Directory.Delete(staged, recursive: true); // the same content, made before and no longer shown
        else Directory.Move(staged, own);
        PosixFiles.Flush(Contents);
        BeforeStep?.Invoke("link");
        Directory.CreateDirectory(Path.Combine(Root, version));
        PosixFiles.ReplaceLink(PathOf(version), TargetOf(folder));
        BeforeStep?.Invoke("flush link");
        PosixFiles.Flush(Path.Combine(Root, version));
        PosixFiles.Flush(Root);
    }

    /// <summary>Takes a version's snapshot away: first the link, then the folder.</summary>
    public void Remove(string version)
    {
        if (FolderOf(version) is not { } folder) return;
        BeforeStep?.Invoke("unlink");
        File.Delete(PathOf(version));
        if (!Directory.EnumerateFileSystemEntries(Path.Combine(Root, version)).Any()) Directory.Delete(Path.Combine(Root, version));
        if (!Shown().Any(s => s.Folder == folder)) RemoveUnseen(folder);
    }

    /// <summary>Removes a folder that no version shows.</summary>
    public void RemoveUnseen(string folder)
    {
        BeforeStep?.Invoke("remove");
        string path = Path.Combine(Contents, folder);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    private string TargetOf(string folder) => $"../{Hidden}/{NodeOsVersion}/{folder}";
}
