using GrifErrata.Snapshots;

namespace GrifErrata.Tests;

/// <summary>Compares a text with a checked-in file, Verify's naming: a difference leaves <c>name.received.ext</c> beside it.</summary>
internal static class Snapshot
{
    /// <param name="path">The file's path without <c>.verified</c>: <c>folder/name.ext</c>.</param>
    /// <param name="received">The text made now.</param>
    public static void Matches(string path, string received)
    {
        string verifiedPath = SnapshotComparison.VerifiedName(path), receivedPath = SnapshotComparison.ReceivedName(path);
        string verified = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath) : string.Empty;
        if (SnapshotComparison.Compare(verified, received) is not { } difference)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{verifiedPath}({difference.Line},{difference.Column}): {difference}. If it is right, rename {Path.GetFileName(receivedPath)} to {Path.GetFileName(verifiedPath)}.");
    }
}
