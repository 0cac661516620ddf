namespace GrifErrata.Snapshots;

/// <summary>The first place at which a text differs from what was verified.</summary>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Verified">The verified line, or null if the verified text ends before it.</param>
/// <param name="Received">The line received, or null if the text received ends before it.</param>
/// <param name="LinesOnlyVerified">Number of lines that only the verified text has.</param>
/// <param name="LinesOnlyReceived">Number of lines that only the text received has.</param>
public sealed record SnapshotDifference(
    int Line, int Column, string? Verified, string? Received, int LinesOnlyVerified, int LinesOnlyReceived)
{
    /// <summary>Whether the texts differ in nothing but CRLF for LF.</summary>
    public bool OnlyLineEnds { get; init; }

    /// <summary>The difference in words.</summary>
    public override string ToString() => OnlyLineEnds
        ? "only line ends differ, CRLF for LF (write `* text eol=lf` for these files into .gitattributes and check them out again)"
        : $"-{LinesOnlyVerified} +{LinesOnlyReceived} lines; the first difference: {Quote(Verified)} here, {Quote(Received)} expected";

    private static string Quote(string? line) => line is null ? "the end" : $"`{(line.Length > 120 ? line[..120] + "..." : line)}`";
}

/// <summary>
/// Compares a text that was made now (received) with the one that is checked in (verified), byte for byte. File names follow
/// Verify's: <c>name.verified.ext</c>, <c>name.received.ext</c>.
/// </summary>
public static class SnapshotComparison
{
    /// <summary>Compares two texts; null if they are the same.</summary>
    public static SnapshotDifference? Compare(string verified, string received)
    {
        if (string.Equals(verified, received, StringComparison.Ordinal)) return null;
        string[] old = verified.Split('\n'), now = received.Split('\n');
        int line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line]) line++;
        string? oldLine = line < old.Length ? old[line] : null, newLine = line < now.Length ? now[line] : null;
        int column = oldLine is null || newLine is null ? 0 : oldLine.AsSpan().CommonPrefixLength(newLine);
        (int gone, int come) = CountDifferent(old, now);
        return new(line + 1, column + 1, oldLine, newLine, gone, come)
        {
            OnlyLineEnds = verified.Replace("\r\n", "\n", StringComparison.Ordinal) == received,
        };
    }

    /// <summary><c>folder/name.ext</c> becomes <c>folder/name.received.ext</c>.</summary>
    public static string ReceivedName(string path) => WithWord(path, "received");

    /// <summary><c>folder/name.ext</c> becomes <c>folder/name.verified.ext</c>.</summary>
    public static string VerifiedName(string path) => WithWord(path, "verified");

    private static string WithWord(string path, string word)
    {
        string extension = Path.GetExtension(path);
        return $"{path[..^extension.Length]}.{word}{extension}";
    }

    private static (int Gone, int Come) CountDifferent(string[] old, string[] now)
    {
        Dictionary<string, int> count = new(StringComparer.Ordinal);
        foreach (string line in old) count[line] = count.GetValueOrDefault(line) + 1;
        foreach (string line in now) count[line] = count.GetValueOrDefault(line) - 1;
        return (count.Values.Where(n => n > 0).Sum(), -count.Values.Where(n => n < 0).Sum());
    }
}
