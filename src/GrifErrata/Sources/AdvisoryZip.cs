using System.IO.Compression;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Sources;

/// <summary>
/// Reads the advisories of a zip archive (OSV's <c>all.zip</c>): every entry as if it were a file of its own. Nothing is unpacked to disk
/// under an entry's name; names only show in locations.
/// </summary>
/// <remarks>
/// A zip is read from its end, so content that cannot be sought in is first copied to a nameless file, which is gone when it is closed.
/// </remarks>
internal static class AdvisoryZip
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>Whether the first bytes are those of a zip with an entry.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>Reads all entries in ordinal order of their names.</summary>
    /// <param name="content">The archive.</param>
    /// <param name="file">Its name for locations.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="read">Reads one entry: content, its name for locations, what takes its diagnostics.</param>
    public static IReadOnlyList<Advisory> Read(
        Stream content, string file, AdvisoryZipLimits limits, DiagnosticBag diagnostics, Func<InputContent, string, DiagnosticBag, IReadOnlyList<Advisory>> read)
    {
        try
        {
            using FileStream copy = Copy(content, file, limits);
            CheckDirectory(copy, file, limits);
            using ZipArchive archive = new(copy, ZipArchiveMode.Read);
            if (archive.Entries.Count > limits.MaxEntries) throw Refused(file, $"It has {archive.Entries.Count} entries, more than {limits.MaxEntries}.");
            List<Advisory> advisories = [];
            long left = limits.MaxTotalBytes;
            foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                if (entry.FullName.EndsWith('/')) continue;
                string name = $"{file}/{Shown(entry.FullName)}";
                using Stream decompressed = entry.Open();
#pragma warning disable CA2000 // It is disposed here; the analyzer loses it in the content that reads from it.
                using ZipEntryContent bounded = new(decompressed, name, limits.MaxEntryBytes(entry.CompressedLength), left, entry.Crc32);
#pragma warning restore CA2000
                using InputContent open = new(bounded, name, InputLimits.Default, null);
                DiagnosticBag found = [];
                IReadOnlyList<Advisory> entries = read(open, name, found);

                // What cannot be trusted to its end has no diagnostics of its own.
                open.Finish();
                diagnostics.AddRange(found);
                advisories.AddRange(entries);
                left -= bounded.Count;
            }

            return advisories;
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return [];
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException or EndOfStreamException)
        {
            diagnostics.Add(Refused(file, "It is damaged or encrypted.").Diagnostic);
            return [];
        }
    }

    internal static InputException Refused(string file, string why) => new(SourceDiagnostics.Zip.At(
        new SourceLocation(file), $"The zip archive cannot be accepted. {why} Nothing of it is used; fetch it again, and check where it comes from."));

    private static FileStream Copy(Stream content, string file, AdvisoryZipLimits limits)
    {
        FileStream copy = new(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            byte[] buffer = new byte[64 * 1024];
            while (content.Read(buffer) is > 0 and int count)
            {
                if (copy.Length + count > limits.MaxArchiveBytes) throw Refused(file, $"It has more than {limits.MaxArchiveBytes} bytes.");
                copy.Write(buffer, 0, count);
            }

            copy.Position = 0;
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    // ZipArchive reads the whole directory before it can be counted, so its size is bounded first (PKWARE's APPNOTE, section 4.3.16).
    private static void CheckDirectory(FileStream archive, string file, AdvisoryZipLimits limits)
    {
        int tail = (int)Math.Min(archive.Length, EndLength + LongestComment);
        byte[] bytes = new byte[tail];
        archive.Position = archive.Length - tail;
        archive.ReadExactly(bytes);
        archive.Position = 0;
        int end = bytes.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > tail) throw Refused(file, "Its end is missing.");
        uint offset = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end + 16));
        long length = archive.Length - tail + end - offset;
        if (offset == uint.MaxValue || length < 0 || length > limits.MaxDirectoryBytes)
            throw Refused(file, $"Its list of entries is not within {limits.MaxDirectoryBytes} bytes.");
    }

    private static string Shown(string name) =>
        string.Concat((name.Length <= 200 ? name : name[..200]).Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
