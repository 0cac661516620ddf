using System.Text;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>Spoils inputs. The same numbers make the same inputs.</summary>
/// <param name="reader">The reader, for its tokens.</param>
/// <param name="random">The numbers.</param>
internal sealed class Mutation(FuzzedReader reader, Random random)
{
    /// <summary>Longest input that is made; what is longer is cut.</summary>
    public const int MaxLength = 512 * 1024;

    private readonly byte[][] _own = [.. reader.Tokens.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Spoils one input of a pool, in one to eight ways after each other.</summary>
    public byte[] Of(IReadOnlyList<byte[]> pool)
    {
        byte[] input = pool[random.Next(pool.Count)];
        int ways = 1 << random.Next(4);
        for (int i = random.Next(ways); i >= 0; i--) input = Once(input, pool[random.Next(pool.Count)]);
        return input.Length <= MaxLength ? input : input[..MaxLength];
    }

    private byte[] Once(byte[] input, byte[] other)
    {
        if (reader.HasLines && random.Next(2) == 0) return OfParts(input, other);
        int at = random.Next(input.Length + 1), to = Math.Min(input.Length, at + Length());
        int from = random.Next(other.Length + 1), until = Math.Min(other.Length, from + Length());
        ReadOnlySpan<byte> before = input.AsSpan(0, at), cut = input.AsSpan(at..to), after = input.AsSpan(to), foreign = other.AsSpan(from..until);
        return random.Next(10) switch
        {
            0 => Flip(input, at),
            1 => [.. before, (byte)random.Next(256), .. input.AsSpan(Math.Min(at + 1, input.Length))],
            2 => [.. before, (byte)random.Next(256), .. cut, .. after],
            3 => [.. before, .. after],
            4 => [.. before, .. cut, .. cut, .. after],
            5 => [.. before, .. foreign, .. after],
            6 => [.. before, .. foreign, .. cut, .. after],
            7 => random.Next(4) > 0 ? [.. before, .. other.AsSpan(from)] : [.. before],
            8 => [.. before, .. Token(), .. cut, .. after],
            _ => Over(input, at, Token()),
        };
    }

    private byte[] OfParts(byte[] input, byte[] other)
    {
        Range part = InputParts.Pick(input, random), foreign = InputParts.Pick(other, random);
        ReadOnlySpan<byte> before = input.AsSpan(0, part.Start.Value), inner = input.AsSpan(part), after = input.AsSpan(part.End.Value);
        return random.Next(8) switch
        {
            0 => [.. before, .. after],
            1 => [.. before, .. inner, .. inner, .. after],
            2 => [.. before, .. Many(inner), .. after],
            3 => [.. before, .. other.AsSpan(foreign), .. after],
            4 => [.. before, .. inner, .. other.AsSpan(foreign), .. after],
            5 => [.. before, .. Token(), .. inner, .. after],
            6 => OtherDigit(input, part.Start.Value),
            _ => [.. before, .. Token(), .. after],
        };
    }

    private ReadOnlySpan<byte> Many(ReadOnlySpan<byte> part)
    {
        int times = Math.Min(random.Next(2, 2_000), 40_000 / (part.Length + 1));
        byte[] many = new byte[part.Length * times];
        for (int i = 0; i < times; i++) part.CopyTo(many.AsSpan(i * part.Length));
        return many;
    }

    private ReadOnlySpan<byte> Token()
    {
        if (_own.Length > 0 && random.Next(2) == 0)
        {
            byte[] own = _own[random.Next(_own.Length)];
            return random.Next(10) == 0 ? Many(own) : own;
        }

        IReadOnlyList<byte[]> tokens = random.Next(reader.HasLines ? 6 : 2) == 0 ? NastyTokens.Bytes : NastyTokens.Texts;
        return tokens[random.Next(tokens.Count)];
    }

    // Numbers that are ids, counts or days: they dangle, repeat, or lie elsewhere.
    private byte[] OtherDigit(byte[] input, int at)
    {
        byte[] other = [.. input];
        int digit = input.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digit >= 0) other[at + digit] = (byte)random.Next('0', '9' + 1);
        return other;
    }

    private byte[] Flip(byte[] input, int at)
    {
        byte[] flipped = [.. input];
        if (at < input.Length) flipped[at] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Over(byte[] input, int at, ReadOnlySpan<byte> token) =>
        [.. input.AsSpan(0, at), .. token, .. input.AsSpan(Math.Min(input.Length, at + token.Length))];

    private int Length() => random.Next(1, 1 << random.Next(1, 12));
}
