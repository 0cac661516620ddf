using System.Text;
using GrifErrata.Rpm;

namespace GrifErrata.Tool;

/// <summary>Compares the versions of lines as they come: what was read is answered before more is waited for.</summary>
internal static class VersionLines
{
    private const int LongestLine = 4096;
    private const int Fields = 6;

    /// <summary>Reads standard input to its end and writes -1, 0 or 1 a line.</summary>
    public static async Task<int> CompareAsync(CommandConsole console, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        int filled = 0;
        int line = 0;
        while (true)
        {
            // A read from a terminal or pipe cannot be cancelled: leave it behind.
            int read = await console.In.ReadAsync(buffer.AsMemory(filled), CancellationToken.None).AsTask().WaitAsync(cancellationToken);
            filled += read;
            int start = 0;
            for (int length; (length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                if (!Compare(console, buffer.AsSpan(start, length), ++line)) return ExitCodes.WrongUse;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (read == 0 || filled > LongestLine)
                return filled == 0 || Compare(console, buffer.AsSpan(0, filled), ++line) ? await EndAsync(console) : ExitCodes.WrongUse;

            await console.Out.FlushAsync(cancellationToken);
        }
    }

    private static async Task<int> EndAsync(CommandConsole console)
    {
        await console.Out.FlushAsync();
        return ExitCodes.Fine;
    }

    private static bool Compare(CommandConsole console, ReadOnlySpan<byte> bytes, int number)
    {
        if (bytes.EndsWith("\r"u8)) bytes = bytes[..^1];
        int verdict = 0;
        string? problem = bytes.Length > LongestLine ? $"it is longer than {LongestLine} bytes" : Compare(bytes, out verdict);
        if (problem is null)
        {
            console.Out.WriteLine(verdict < 0 ? "-1" : verdict > 0 ? "1" : "0");
            return true;
        }

        console.WriteError($"standard input, line {number}: {problem}. Write epoch, version, release, epoch, version, release with tabs between.");
        return false;
    }

    /// <summary>Compares the two versions of a line; else says what is wrong.</summary>
    private static string? Compare(ReadOnlySpan<byte> bytes, out int verdict)
    {
        verdict = 0;
        string text = Encoding.UTF8.GetString(bytes);
        Span<Range> fields = stackalloc Range[Fields + 1];
        int count = text.AsSpan().Split(fields, '\t');
        if (count != Fields) return $"it has {(count > Fields ? "more than 6" : count)} fields and not 6";
        if (Read(text, fields[..3], out Evr left) is { } first) return first;
        if (Read(text, fields[3..Fields], out Evr right) is { } second) return second;
        verdict = left.CompareTo(right);
        return null;
    }

    private static string? Read(string text, ReadOnlySpan<Range> fields, out Evr evr)
    {
        string epochText = text[fields[0]], version = text[fields[1]], release = text[fields[2]];
        evr = default;
        int epoch = 0;
        if (epochText.Length > 0 && epochText != "(none)" && !RpmAlphabet.TryParseEpoch(epochText, out epoch))
            return $"'{epochText}' is not an epoch";
        if (!LooseVersion.IsPart(version)) return $"'{version}' is not a version";
        if (!LooseVersion.IsPart(release)) return $"'{release}' is not a release";
        evr = new(epoch, version, release);
        return null;
    }
}
