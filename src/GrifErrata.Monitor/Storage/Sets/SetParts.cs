using System.Buffers.Binary;

namespace GrifErrata.Monitor.Storage.Sets;

/// <summary>Which parts a set has, as its row keeps it: <see cref="PackagePart.Count"/> ids, four bytes each, little-endian.</summary>
internal static class SetParts
{
    /// <summary>To the row.</summary>
    public static byte[] Pack(ReadOnlySpan<long> ids)
    {
        byte[] row = new byte[ids.Length * sizeof(uint)];
        for (int i = 0; i < ids.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(row.AsSpan(i * sizeof(uint)), checked((uint)ids[i]));
        return row;
    }

    /// <summary>From the row.</summary>
    public static uint[] Ids(ReadOnlySpan<byte> row)
    {
        uint[] ids = new uint[row.Length / sizeof(uint)];
        for (int i = 0; i < ids.Length; i++) ids[i] = BinaryPrimitives.ReadUInt32LittleEndian(row[(i * sizeof(uint))..]);
        return ids;
    }
}
