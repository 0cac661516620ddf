using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Rpm;
using ZstdSharp;

namespace GrifErrata.Monitor.Storage.Sets;

/// <summary>One of the <see cref="Count"/> parts of a set: the packages whose names give its number.</summary>
/// <param name="Hash">First 16 bytes of the SHA-256 of the content.</param>
/// <param name="Content">Its packages, not compressed.</param>
internal readonly record struct PackagePart(UInt128 Hash, ReadOnlyMemory<byte> Content)
{
    /// <summary>Parts of a set. Part of the database's format, as are <see cref="NumberOf"/> and the content.</summary>
    public const int Count = 32;

    // A report of 8 MiB in which all names give the same part.
    private const int LongestContent = 16 << 20;
    private const int Level = 1;

    private static readonly ThreadLocal<Compressor> Compressors = new(() => new Compressor(Level));
    private static readonly ThreadLocal<Decompressor> Decompressors = new(() => new Decompressor());

    /// <summary>Which part holds the packages of a name: FNV-1a of its UTF-8, so that it is the same in every process.</summary>
    public static int NumberOf(string name)
    {
        Span<byte> buffer = stackalloc byte[256];
        int most = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> bytes = most <= buffer.Length ? buffer : new byte[most];
        uint hash = 2166136261;
        foreach (byte each in bytes[..Encoding.UTF8.GetBytes(name, bytes)]) hash = unchecked((hash ^ each) * 16777619);
        return (int)((hash ^ (hash >> 16)) % Count);
    }

    /// <summary>The parts of a set, each once, whatever the order of its packages.</summary>
    public static PackagePart[] Split(ImmutableArray<Nevra> packages)
    {
        List<Nevra>[] lists = new List<Nevra>[Count];
        for (int i = 0; i < Count; i++) lists[i] = new List<Nevra>((packages.Length / Count) + 8);
        foreach (Nevra package in packages) lists[NumberOf(package.Name)].Add(package);

        PackagePart[] parts = new PackagePart[Count];
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        for (int i = 0; i < Count; i++)
        {
            stream.SetLength(0);
            lists[i].Sort(SetOrder.Instance);
            writer.Write7BitEncodedInt(lists[i].Count);
            foreach (Nevra package in lists[i]) Write(writer, package);
            byte[] content = stream.ToArray();
            SHA256.HashData(content, digest);
            parts[i] = new PackagePart(BinaryPrimitives.ReadUInt128BigEndian(digest), content);
        }

        return parts;
    }

    /// <summary>The content as the database keeps it.</summary>
    public byte[] Compress() => Compressors.Value!.Wrap(Content.Span).ToArray();

    /// <summary>The packages of a part, from what <see cref="Compress"/> gave.</summary>
    public static ImmutableArray<Nevra> Decode(byte[] compressed)
    {
        byte[] content = Decompressors.Value!.Unwrap(compressed, LongestContent).ToArray();
        using BinaryReader reader = new(new MemoryStream(content, writable: false), Encoding.UTF8);
        int count = reader.Read7BitEncodedInt();
        ImmutableArray<Nevra>.Builder packages = ImmutableArray.CreateBuilder<Nevra>(count);
        for (int i = 0; i < count; i++) packages.Add(Read(reader));
        return packages.MoveToImmutable();
    }

    private static void Write(BinaryWriter writer, Nevra package)
    {
        writer.Write(package.Name);
        writer.Write7BitEncodedInt64(package.Evr.Epoch is { } epoch ? epoch + 1L : 0);
        writer.Write(package.Evr.Version);
        writer.Write(package.Evr.Release);
        writer.Write(package.Arch);
    }

    private static Nevra Read(BinaryReader reader)
    {
        string name = reader.ReadString();
        long epoch = reader.Read7BitEncodedInt64();
        string version = reader.ReadString();
        string release = reader.ReadString();
        string arch = reader.ReadString();
        return new Nevra(name, new Evr(epoch == 0 ? null : (int)(epoch - 1), version, release), arch);
    }
}
