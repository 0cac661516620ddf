using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GrifErrata.Advisories.Csaf;

/// <summary>
/// The ids, purls and CPEs of one document as numbers from 0, which is the empty text. A document names each product six times and
/// more; only what stays in the result becomes a string.
/// </summary>
internal sealed class CsafTexts
{
    private const int UsualBytes = 1 << 16;
    private const int UsualCount = 1 << 10;

    // Other in each process, so that texts which are made to share a place share it in none.
    private static readonly ulong Seed = ((ulong)(uint)HashCode.Combine(1) << 32) | (uint)HashCode.Combine(2);

    private byte[] _bytes = new byte[UsualBytes];
    private Text[] _texts = new Text[UsualCount];
    private int[] _places = new int[UsualCount * 2];
    private int _used;

    public CsafTexts() => Clear();

    /// <summary>How many there are; each number is below it.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a number.</summary>
    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(_texts[number].Start, _texts[number].Length);

    /// <summary>The string of a number.</summary>
    public string String(int number) => Encoding.UTF8.GetString(this[number]);

    /// <summary>Starts a new document; what a large one needed is not kept.</summary>
    public void Clear()
    {
        if (_bytes.Length > UsualBytes * 16) _bytes = new byte[UsualBytes];
        if (_texts.Length > UsualCount * 16) (_texts, _places) = (new Text[UsualCount], new int[UsualCount * 2]);
        Array.Clear(_places);
        (_used, Count) = (0, 0);
        NumberOf([]);
    }

    /// <summary>The number of a text, the same for the same bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int NumberOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = Hash(utf8);
        int mask = _places.Length - 1;
        int place = (int)hash & mask;
        for (; _places[place] > 0; place = (place + 1) & mask)
        {
            int number = _places[place] - 1;
            if (_texts[number].Hash == hash && this[number].SequenceEqual(utf8)) return number;
        }

        _places[place] = Count + 1;
        Keep(utf8, hash);
        return Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(ReadOnlySpan<byte> utf8, ulong hash)
    {
        if (_bytes.Length - _used < utf8.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)_used + utf8.Length)));
        utf8.CopyTo(_bytes.AsSpan(_used));
        _texts[Count++] = new Text(hash, _used, utf8.Length);
        _used += utf8.Length;
        if (Count == _texts.Length) Grow();
    }

    private void Grow()
    {
        Array.Resize(ref _texts, _texts.Length * 2);
        _places = new int[_texts.Length * 2];
        int mask = _places.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int place = (int)_texts[number].Hash & mask;
            while (_places[place] > 0) place = (place + 1) & mask;
            _places[place] = number + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Seed + ((ulong)bytes.Length * 0x9E3779B97F4A7C15);
        ulong last = 0;
        if (bytes.Length >= 8)
        {
            last = MemoryMarshal.Read<ulong>(bytes[^8..]);
            for (; bytes.Length > 8; bytes = bytes[8..])
            {
                hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * 0xFF51AFD7ED558CCD;
                hash ^= hash >> 32;
            }
        }
        else
        {
            foreach (byte b in bytes) last = (last << 8) | b;
        }

        hash = (hash ^ last) * 0xFF51AFD7ED558CCD;
        return hash ^ (hash >> 32);
    }

    private readonly record struct Text(ulong Hash, int Start, int Length);
}
