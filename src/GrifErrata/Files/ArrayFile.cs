using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GrifErrata.Files;

/// <summary>
/// Arrays of numbers in one file, in the machine's own byte order, with a checksum: they are read as they lie there, without being parsed.
/// A file that is cut, garbled, of another byte order or of another key reads as if it were not there.
/// </summary>
internal static class ArrayFile
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeyBytes = 32;

    // In the other byte order it is another number.
    private const ulong Magic = 0x0102_7961_7272_4147;
    private const int MaxArrays = 256;
    private const int HeaderBytes = sizeof(ulong) + KeyBytes + (2 * sizeof(int) * MaxArrays);

    /// <summary>Writes arrays of bytes, of 32-bit and of 64-bit numbers.</summary>
    /// <param name="to">Takes the file.</param>
    /// <param name="key">Says what the arrays are.</param>
    /// <param name="arrays">At most 256.</param>
    public static void Write(Stream to, ReadOnlySpan<byte> key, IReadOnlyList<Array> arrays)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(arrays.Count, MaxArrays);
        byte[] header = new byte[HeaderBytes];
        MemoryMarshal.Write(header, Magic);
        key.CopyTo(header.AsSpan(sizeof(ulong)));
        Span<int> sizes = SizesOf(header);
        for (int i = 0; i < arrays.Count; i++) (sizes[2 * i], sizes[(2 * i) + 1]) = (ElementSize(arrays[i]), arrays[i].Length);
        FourChecksums checksums = new();
        foreach (Array part in (IEnumerable<Array>)[header, .. arrays])
        {
            checksums.Add(Bytes(part));
            to.Write(Bytes(part));
        }

        Span<byte> end = stackalloc byte[FourChecksums.Bytes];
        checksums.Write(end);
        to.Write(end);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>Null where there is no such file, or it cannot be trusted.</returns>
    public static IReadOnlyList<Array>? Read(string path, ReadOnlySpan<byte> key)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            return Read(file, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static List<Array>? Read(SafeFileHandle file, ReadOnlySpan<byte> key)
    {
        byte[] header = new byte[HeaderBytes];
        if (!Fill(file, header, 0) || MemoryMarshal.Read<ulong>(header) != Magic || !header.AsSpan(sizeof(ulong), KeyBytes).SequenceEqual(key)) return null;
        FourChecksums checksums = new();
        checksums.Add(header);
        ReadOnlySpan<int> sizes = SizesOf(header);
        long left = RandomAccess.GetLength(file) - HeaderBytes - FourChecksums.Bytes, offset = HeaderBytes;
        List<Array> arrays = [];
        for (int i = 0; i < sizes.Length && sizes[i] != 0; i += 2)
        {
            // Never more memory than the file has bytes.
            (int size, int length) = (sizes[i], sizes[i + 1]);
            if (length < 0 || (long)size * length > left || New(size, length) is not { } array || !Fill(file, Bytes(array), offset)) return null;
            checksums.Add(Bytes(array));
            arrays.Add(array);
            left -= (long)size * length;
            offset += (long)size * length;
        }

        Span<byte> written = stackalloc byte[FourChecksums.Bytes], computed = stackalloc byte[FourChecksums.Bytes];
        checksums.Write(computed);
        return left == 0 && Fill(file, written, offset) && written.SequenceEqual(computed) ? arrays : null;
    }

    private static bool Fill(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        while (!buffer.IsEmpty)
        {
            int read = RandomAccess.Read(file, buffer, offset);
            if (read == 0) return false;
            offset += read;
            buffer = buffer[read..];
        }

        return true;
    }

    private static Array? New(int size, int length) => size switch
    {
        sizeof(byte) => GC.AllocateUninitializedArray<byte>(length),
        sizeof(int) => GC.AllocateUninitializedArray<int>(length),
        sizeof(long) => GC.AllocateUninitializedArray<long>(length),
        _ => null,
    };

    private static int ElementSize(Array array) => array switch { byte[] => sizeof(byte), int[] => sizeof(int), long[] => sizeof(long), _ => throw new ArgumentException("Not an array of numbers.", nameof(array)) };

    private static Span<byte> Bytes(Array array) => array switch
    {
        byte[] bytes => bytes,
        int[] ints => MemoryMarshal.AsBytes(ints.AsSpan()),
        _ => MemoryMarshal.AsBytes(((long[])array).AsSpan()),
    };

    private static Span<int> SizesOf(byte[] header) => MemoryMarshal.Cast<byte, int>(header.AsSpan(sizeof(ulong) + KeyBytes));
}
