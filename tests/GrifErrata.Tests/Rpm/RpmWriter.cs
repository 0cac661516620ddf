using System.Buffers.Binary;
using System.Text;

namespace GrifErrata.Tests.Rpm;

/// <summary>Writes RPM files that consist of a lead, an empty signature header and a main header.</summary>
internal sealed record RpmWriter
{
    public string? Name { get; init; } = "glibc";

    public string? Version { get; init; } = "2.5";

    public string? Release { get; init; } = "49.el5_5.7";

    public uint? Epoch { get; init; }

    public string? Arch { get; init; } = "x86_64";

    public uint? BuildTime { get; init; } = 1288206000;

    public string? SourceRpm { get; init; } = "glibc-2.5-49.el5_5.7.src.rpm";

    public bool SourceLead { get; init; }

    public byte LeadMajor { get; init; } = 3;

    /// <summary>Entries besides, each with its tag, type, count and data.</summary>
    public IReadOnlyList<(int Tag, int Type, int Count, byte[] Data)> More { get; init; } = [];

    public byte[] ToBytes()
    {
        List<(int Tag, int Type, int Count, byte[] Data)> entries = [];
        AddText(entries, 1000, Name);
        AddText(entries, 1001, Version);
        AddText(entries, 1002, Release);
        AddNumber(entries, 1003, Epoch);
        AddNumber(entries, 1006, BuildTime);
        AddText(entries, 1022, Arch);
        AddText(entries, 1044, SourceRpm);
        entries.AddRange(More);

        var lead = new byte[96];
        new byte[] { 0xed, 0xab, 0xee, 0xdb, LeadMajor, 0, 0, (byte)(SourceLead ? 1 : 0), 0, 1 }.CopyTo(lead, 0);
        Encoding.ASCII.GetBytes(Name ?? "none").AsSpan(0, Math.Min(65, (Name ?? "none").Length)).CopyTo(lead.AsSpan(10));
        lead[77] = 1;
        lead[79] = 5;

        // One entry of 5 bytes, so that the padding to 8 is needed.
        byte[] signature = Header([(1000, 7, 5, [1, 2, 3, 4, 5])]);
        return [.. lead, .. signature, .. new byte[(8 - (signature.Length % 8)) % 8], .. Header(entries)];
    }

    private static void AddText(List<(int, int, int, byte[])> entries, int tag, string? text)
    {
        if (text is not null) entries.Add((tag, 6, 1, [.. Encoding.UTF8.GetBytes(text), 0]));
    }

    private static void AddNumber(List<(int, int, int, byte[])> entries, int tag, uint? number)
    {
        if (number is null) return;
        var data = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(data, number.Value);
        entries.Add((tag, 4, 1, data));
    }

    private static byte[] Header(List<(int Tag, int Type, int Count, byte[] Data)> entries)
    {
        var index = new byte[entries.Count * 16];
        List<byte> data = [];
        for (int i = 0; i < entries.Count; i++)
        {
            (int tag, int type, int count, byte[] bytes) = entries[i];
            while (type == 4 && data.Count % 4 != 0) data.Add(0);
            Span<byte> entry = index.AsSpan(i * 16, 16);
            BinaryPrimitives.WriteInt32BigEndian(entry, tag);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], type);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Count);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], count);
            data.AddRange(bytes);
        }

        var intro = new byte[16];
        new byte[] { 0x8e, 0xad, 0xe8, 1 }.CopyTo(intro, 0);
        BinaryPrimitives.WriteInt32BigEndian(intro.AsSpan(8), entries.Count);
        BinaryPrimitives.WriteInt32BigEndian(intro.AsSpan(12), data.Count);
        return [.. intro, .. index, .. data];
    }
}
