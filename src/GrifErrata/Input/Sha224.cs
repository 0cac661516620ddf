using System.Buffers.Binary;
using System.Numerics;

namespace GrifErrata.Input;

/// <summary>SHA-224 (FIPS 180-4, sections 5.3.2 and 6.3), which .NET lacks and createrepo_c offers.</summary>
internal sealed class Sha224
{
    private static readonly uint[] RoundConstants = MakeRoundConstants();

    private readonly uint[] _state =
    [
        0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
    ];

    private readonly byte[] _block = new byte[64];
    private readonly uint[] _schedule = new uint[64];
    private int _filled;
    private ulong _length;

    public void Append(ReadOnlySpan<byte> data)
    {
        _length += (ulong)data.Length;
        while (data.Length > 0)
        {
            int take = Math.Min(64 - _filled, data.Length);
            data[..take].CopyTo(_block.AsSpan(_filled));
            data = data[take..];
            _filled += take;
            if (_filled < 64) return;
            Compress();
            _filled = 0;
        }
    }

    public byte[] Finish()
    {
        ulong bits = _length * 8;
        Append([0x80]);
        while (_filled != 56) Append([0]);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, bits);
        Append(length);
        byte[] digest = new byte[28];
        for (int i = 0; i < 7; i++) BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * 4), _state[i]);
        return digest;
    }

    private void Compress()
    {
        uint[] w = _schedule;
        for (int t = 0; t < 16; t++) w[t] = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(t * 4));
        for (int t = 16; t < 64; t++)
        {
            uint s0 = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ (w[t - 15] >> 3);
            uint s1 = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }

        (uint a, uint b, uint c, uint d) = (_state[0], _state[1], _state[2], _state[3]);
        (uint e, uint f, uint g, uint h) = (_state[4], _state[5], _state[6], _state[7]);
        for (int t = 0; t < 64; t++)
        {
            uint sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint t1 = h + sum1 + ((e & f) ^ (~e & g)) + RoundConstants[t] + w[t];
            uint sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        uint[] step = [a, b, c, d, e, f, g, h];
        for (int i = 0; i < 8; i++) _state[i] += step[i];
    }

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2), in whole numbers so that
    // no rounding of a floating-point cube root can matter.
    private static uint[] MakeRoundConstants()
    {
        uint[] constants = new uint[64];
        int found = 0;
        for (int n = 2; found < 64; n++)
        {
            if (Enumerable.Range(2, n - 2).Any(d => n % d == 0)) continue;
            BigInteger target = (BigInteger)n << 96, low = 0, high = (BigInteger)n << 32;
            while (high - low > 1)
            {
                BigInteger middle = (low + high) >> 1;
                if (middle * middle * middle <= target) low = middle;
                else high = middle;
            }

            constants[found++] = (uint)(low & uint.MaxValue);
        }

        return constants;
    }
}
