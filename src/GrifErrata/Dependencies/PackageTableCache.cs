using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Files;
using GrifErrata.Repositories;

namespace GrifErrata.Dependencies;

/// <summary>
/// Tables that were read before, by the checksums that the repositories' repomd.xml say: as long as these are the same, primary.xml is not read.
/// A table is kept for all repositories of a check together, with its indexes: joining one for each would look up every name again.
/// </summary>
/// <param name="folder">The folder; made when it is needed. It may be deleted at any time.</param>
/// <param name="time">The clock, for what was not used for long.</param>
public sealed class PackageTableCache(string folder, TimeProvider time)
{
    /// <summary>How long a table is kept that nobody uses.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    private const string Extension = ".table";

    // Those of distributions have 10 KB.
    private const long MaxIndexBytes = 1 << 20;

    /// <summary>Most bytes of all tables together; of more, those go that were not used for longest. 1 GB.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Why the last table could not be kept, or null. The next check reads the repositories again, that is all.</summary>
    public FileReplacementFailure? Failure { get; private set; }

    /// <summary>The table of repositories, as <see cref="PackageTables.Read"/> has it.</summary>
    /// <inheritdoc cref="PackageTables.Read"/>
    public PackageTable Read(IReadOnlyCollection<string> repositories, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        Failure = null;
        byte[]? key = KeyOf(repositories);
        if (key is not null && Find(key) is { } kept) return kept;
        DiagnosticBag own = [];
        PackageTable table = PackageTables.Read(repositories, own, cancellationToken);

        // Where there is something to say it is said each time. A repository that changed in between is not what its key says.
        if (key is not null && own.Count == 0 && !table.LacksFileLists && KeyOf(repositories) is { } after && after.AsSpan().SequenceEqual(key)) Keep(key, table);
        diagnostics.AddRange(own);
        return table;
    }

    // Of repomd.xml as it lies there: it says the checksums of all files of the repository, and parsing it costs more than all else that is
    // done where a table is kept. Null where there is none.
    private static byte[]? KeyOf(IEnumerable<string> repositories)
    {
        ArrayBufferWriter<byte> text = new();
        Encoding.UTF8.GetBytes($"{PackageTableArrays.Format} {typeof(PackageTableCache).Module.ModuleVersionId} {(BitConverter.IsLittleEndian ? "little" : "big")}\n", text);
        try
        {
            foreach (string repository in repositories)
            {
                FileInfo index = new(RepodataReader.IndexOf(repository));
                if (!index.Exists || index.Length > MaxIndexBytes) return null;
                text.Write(SHA256.HashData(File.ReadAllBytes(index.FullName)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reader says why.
            return null;
        }

        return SHA256.HashData(text.WrittenSpan);
    }

    private PackageTable? Find(byte[] key)
    {
        string path = PathOf(key);
        if (ArrayFile.Read(path, key) is not { } arrays) return null;
        PackageTable table = new(new PackageTableArrays(arrays));
        try
        {
            DateTime now = time.GetUtcNow().UtcDateTime;
            if (now - File.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(1)) File.SetLastWriteTimeUtc(path, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's folder: it is used all the same.
        }

        return table;
    }

    private void Keep(byte[] key, PackageTable table)
    {
        string path = PathOf(key);
        Failure = FileReplacement.Apply([new(path, stream => ArrayFile.Write(stream, key, table.ToArrays()))]);
        if (Failure is not null) return;
        try
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            Tidy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What another process deleted at the same time is gone, and what cannot be deleted now can be later.
        }
    }

    private void Tidy()
    {
        DateTime oldest = time.GetUtcNow().UtcDateTime - MaxAge;
        long bytes = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles().Where(IsOurs).OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal))
        {
            bytes += file.Length;
            if (bytes > MaxBytes || file.LastWriteTimeUtc < oldest) file.Delete();
        }
    }

    // A table, or what a process that was killed left of one.
    private static bool IsOurs(FileInfo file) => file.Name.Length >= 64 + Extension.Length && file.Name[..64].All(char.IsAsciiHexDigitLower)
        && file.Name.AsSpan(64).StartsWith(Extension, StringComparison.Ordinal);

    private string PathOf(byte[] key) => Path.Combine(folder, Convert.ToHexStringLower(key) + Extension);
}
