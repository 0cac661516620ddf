using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tool;

/// <summary>Prints which lines of a file change, in the form of <c>diff</c> with line numbers and without context.</summary>
internal static class LineDifference
{
    private const int MaxCells = 4_000_000;

    public static void Write(CommandConsole console, FileChange file)
    {
        console.Out.WriteLine($"would change {TerminalText.OneLine(file.Path)}");
        string[] old = Lines(file.Before), now = Lines(file.After);
        int head = 0, tail = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head]) head++;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;
        ReadOnlySpan<string> left = old.AsSpan(head, old.Length - head - tail), right = now.AsSpan(head, now.Length - head - tail);
        int[][]? common = (long)(left.Length + 1) * (right.Length + 1) <= MaxCells ? Common(left, right) : null;
        int i = 0, j = 0;
        while (i < left.Length || j < right.Length)
        {
            if (common is not null && i < left.Length && j < right.Length && left[i] == right[j])
            {
                i++;
                j++;
            }
            else if (i < left.Length && (j == right.Length || common is null || common[i + 1][j] >= common[i][j + 1]))
            {
                console.Out.WriteLine(console.OutColours.Bad($"-{head + i + 1}: {TerminalText.OneLine(left[i])}"));
                i++;
            }
            else
            {
                console.Out.WriteLine($"+{head + j + 1}: {TerminalText.OneLine(right[j])}");
                j++;
            }
        }
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(l => l.TrimEnd('\r'))];

    private static int[][] Common(ReadOnlySpan<string> left, ReadOnlySpan<string> right)
    {
        int columns = right.Length + 1;
        int[][] common = [.. Enumerable.Range(0, left.Length + 1).Select(_ => new int[columns])];
        for (int i = left.Length - 1; i >= 0; i--)
        {
            for (int j = right.Length - 1; j >= 0; j--)
                common[i][j] = left[i] == right[j] ? common[i + 1][j + 1] + 1 : Math.Max(common[i + 1][j], common[i][j + 1]);
        }

        return common;
    }
}
