using System.Numerics;
using System.Runtime.InteropServices;

namespace GrifErrata.Files;

/// <summary>
/// Four CRC-32C side by side, each of every fourth eight bytes: against damage, not against forgery. Processors compute one in an instruction,
/// and four at a time keep it busy, so that a file is checked as fast as it is read.
/// </summary>
internal struct FourChecksums
{
    /// <summary>Length of the result.</summary>
    public const int Bytes = 4 * sizeof(uint);

    private uint _first;
    private uint _second;
    private uint _third;
    private uint _fourth;

    /// <summary>Starts; not with zeros, so that zeros count.</summary>
    public FourChecksums() => (_first, _second, _third, _fourth) = (1, 2, 3, 4);

    /// <summary>Takes in a part; where one part ends and the next starts matters.</summary>
    public void Add(ReadOnlySpan<byte> part)
    {
        (uint first, uint second, uint third, uint fourth) = (_first, _second, _third, _fourth);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(part);
        int i = 0;
        for (; i + 3 < words.Length; i += 4)
        {
            first = BitOperations.Crc32C(first, words[i]);
            second = BitOperations.Crc32C(second, words[i + 1]);
            third = BitOperations.Crc32C(third, words[i + 2]);
            fourth = BitOperations.Crc32C(fourth, words[i + 3]);
        }

        for (; i < words.Length; i++) first = BitOperations.Crc32C(first, words[i]);
        foreach (byte b in part[(8 * words.Length)..]) second = BitOperations.Crc32C(second, b);
        (_first, _second, _third, _fourth) = (first, second, third, fourth);
    }

    /// <summary>The result.</summary>
    public readonly void Write(Span<byte> to)
    {
        Span<uint> numbers = MemoryMarshal.Cast<byte, uint>(to);
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (_first, _second, _third, _fourth);
    }
}
