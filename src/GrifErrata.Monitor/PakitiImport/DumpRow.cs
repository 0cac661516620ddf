using System.Buffers.Text;
using System.Text;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary>One row of a dump; the next one takes its place.</summary>
internal sealed class DumpRow
{
    /// <summary>Longest row that is read, in bytes: a report has at most 8 MiB, and none of Pakiti's values that count is long.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxValues = 64;

    private readonly byte[] _bytes = new byte[MaxLength];
    private readonly int[] _ends = new int[MaxValues];
    private readonly bool[] _isNull = new bool[MaxValues];
    private int _count;

    /// <summary>Values of the row.</summary>
    public int Count => _count;

    private int Length { get; set; }

    /// <summary>Forgets the row.</summary>
    public void Clear() => (_count, Length) = (0, 0);

    /// <summary>Adds a byte to the value that is being read; false where the row is too long.</summary>
    public bool Add(int value)
    {
        if (Length == MaxLength) return false;
        _bytes[Length++] = (byte)value;
        return true;
    }

    /// <summary>Ends a value; false where the row has too many.</summary>
    public bool EndValue(bool isNull)
    {
        if (_count == MaxValues) return false;
        (_ends[_count], _isNull[_count]) = (Length, isNull);
        _count++;
        return true;
    }

    /// <summary>A value as text; null where it is NULL. What is not UTF-8 becomes U+FFFD.</summary>
    public string? Text(int index) => _isNull[index] ? null : Encoding.UTF8.GetString(Bytes(index));

    /// <summary>A value as a number; null where it is none.</summary>
    public int? Number(int index) =>
        Utf8Parser.TryParse(Bytes(index), out int number, out int consumed) && consumed == Bytes(index).Length && !_isNull[index] ? number : null;

    private ReadOnlySpan<byte> Bytes(int index) => _bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);
}
