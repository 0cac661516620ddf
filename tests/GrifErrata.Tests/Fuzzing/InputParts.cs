using System.Buffers;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>Parts that formats of text have in common: lines, blocks of lines, numbers, words, quoted texts, brackets, elements.</summary>
internal static class InputParts
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n>/"u8);

    /// <summary>A part near a random place; the place alone where there is none.</summary>
    public static Range Pick(ReadOnlySpan<byte> input, Random random)
    {
        if (input.IsEmpty) return default;
        int at = random.Next(input.Length);
        return random.Next(6) switch
        {
            0 => Lines(input, at, 1),
            1 => Lines(input, at, random.Next(1, 12)),
            2 => Word(input, at),
            3 => Quoted(input, at),
            4 => Bracket(input, at),
            _ => Element(input, at),
        };
    }

    private static Range Lines(ReadOnlySpan<byte> input, int at, int count)
    {
        int start = input[..at].LastIndexOf((byte)'\n') + 1, end = start;
        for (; count > 0 && end < input.Length; count--)
        {
            int length = input[end..].IndexOf((byte)'\n');
            end = length < 0 ? input.Length : end + length + 1;
        }

        return start..end;
    }

    private static Range Word(ReadOnlySpan<byte> input, int at)
    {
        int start = at, end = at;
        while (start > 0 && IsWord(input[start - 1])) start--;
        while (end < input.Length && IsWord(input[end])) end++;
        return start..end;
    }

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'.';

    private static Range Quoted(ReadOnlySpan<byte> input, int at)
    {
        int start = input[at..].IndexOfAny((byte)'"', (byte)'\'');
        if (start < 0) return at..at;
        start += at + 1;
        int length = input[start..].IndexOf(input[start - 1]);
        return length < 0 ? start..start : start..(start + length);
    }

    private static Range Bracket(ReadOnlySpan<byte> input, int at)
    {
        int start = input[at..].IndexOfAny((byte)'{', (byte)'[');
        if (start < 0) return at..at;
        start += at;
        int depth = 0;
        for (int i = start; i < input.Length; i++)
        {
            if (input[i] is (byte)'{' or (byte)'[') depth++;
            else if (input[i] is (byte)'}' or (byte)']' && --depth == 0) return start..(i + 1);
        }

        return start..input.Length;
    }

    private static Range Element(ReadOnlySpan<byte> input, int at)
    {
        int start = input[at..].IndexOf((byte)'<');
        if (start < 0) return at..at;
        start += at;
        int close = input[start..].IndexOf((byte)'>');
        if (close < 0) return start..input.Length;
        int tagEnd = start + close + 1;
        if (input[tagEnd - 2] == (byte)'/' || start + 1 >= input.Length || input[start + 1] is (byte)'/' or (byte)'!' or (byte)'?') return start..tagEnd;
        int nameLength = input[(start + 1)..].IndexOfAny(NameEnds);
        ReadOnlySpan<byte> end = [(byte)'<', (byte)'/', .. input.Slice(start + 1, Math.Max(nameLength, 0)), (byte)'>'];
        int found = input[tagEnd..].IndexOf(end);
        return found < 0 ? start..tagEnd : start..(tagEnd + found + end.Length);
    }
}
