using System.IO.Hashing;
using GrifErrata.Input;

namespace GrifErrata.Sources;

/// <summary>The decompressed content of a zip's entry, bounded, and checked against its CRC at its end. Whoever opened the entry closes it.</summary>
internal sealed class ZipEntryContent(Stream entry, string name, long mostBytes, long mostOfArchive, uint crc) : ForwardStream
{
    private readonly Crc32 _crc = new();

    /// <summary>Bytes that have passed.</summary>
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = entry.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw AdvisoryZip.Refused(name, "This entry is damaged.");
        }

        _crc.Append(buffer[..read]);
        Count += read;
        if (read == 0 && buffer.Length > 0 && _crc.GetCurrentHashAsUInt32() != crc) throw AdvisoryZip.Refused(name, "This entry is damaged: its CRC is not the stated one.");
        if (Count > mostBytes) throw AdvisoryZip.Refused(name, "This entry grows more than feeds do when it is decompressed.");
        if (Count > mostOfArchive) throw AdvisoryZip.Refused(name, "With this entry, its decompressed content is too large.");
        return read;
    }
}
