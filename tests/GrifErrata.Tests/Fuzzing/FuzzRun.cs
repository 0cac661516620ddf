using System.Diagnostics;
using System.Security.Cryptography;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>One reader, spoilt inputs for some time.</summary>
internal static class FuzzRun
{
    private const int MostFindings = 10;

    // Inputs kept because something new came out of them, so that the next ones go further from there.
    private const int MostKept = 400;

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    /// <summary>Runs. Inputs that break a rule are left under Found, where they are tried from then on.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="time">How long.</param>
    /// <param name="seed">The same seed gives the same inputs in the same order.</param>
    /// <param name="count">How many inputs were read.</param>
    /// <returns>The broken rules with the files of their inputs, each kind once.</returns>
    public static IReadOnlyCollection<string> Run(FuzzedReader reader, TimeSpan time, int seed, out long count)
    {
#pragma warning disable CA5394 // Not for secrets: the same numbers must come again.
        Random random = new(seed);
#pragma warning restore CA5394
        List<byte[]> pool = [.. FuzzSamples.Of(reader)];
        int most = pool.Count + MostKept;
        Mutation mutation = new(reader, random);
        HashSet<string> shapes = [];
        Dictionary<string, string> findings = new(StringComparer.Ordinal);
        count = 0;
        byte[] current = [];
        long since = Stopwatch.GetTimestamp();
        using Timer watch = new(_ => StopIfHanging(reader, Volatile.Read(ref current), Volatile.Read(ref since)), null, Hang, TimeSpan.FromSeconds(5));
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time && findings.Count < MostFindings)
        {
            byte[] input = mutation.Of(pool);
            Volatile.Write(ref current, input);
            Volatile.Write(ref since, Stopwatch.GetTimestamp());
            if (FuzzRules.Check(reader, input, twice: count++ % 16 == 0, out string shape) is { } broken)
            {
                string kind = Kind(broken);
                if (!findings.ContainsKey(kind)) findings.Add(kind, $"{broken}\n  input: {Keep(reader, input)}");
            }
            else if (input.Length > 0 && pool.Count < most && shapes.Add(shape))
            {
                pool.Add(input);
            }
        }

        return findings.Values;
    }

    private static string Kind(string broken)
    {
        string[] lines = broken.Split('\n');
        string? thrown = lines.FirstOrDefault(l => l.Contains(" at GrifErrata.", StringComparison.Ordinal));
        return lines[0].Split(' ')[0] + (thrown ?? string.Concat(lines[0].Split(':')[0].Where(c => !char.IsAsciiDigit(c))));
    }

    private static string Keep(FuzzedReader reader, byte[] input)
    {
        string folder = Path.Combine(FuzzSamples.Folder, "Found", reader.Name);
        Directory.CreateDirectory(folder);
        string name = Convert.ToHexStringLower(SHA256.HashData(input))[..12];
        File.WriteAllBytes(Path.Combine(folder, name), input);
        return $"Found/{reader.Name}/{name}";
    }

    private static void StopIfHanging(FuzzedReader reader, byte[] input, long since)
    {
        // A thread cannot be stopped from outside; a process can.
        if (Stopwatch.GetElapsedTime(since) > Hang) Environment.FailFast($"{reader.Name} is still at one input after {Hang.TotalSeconds} s: {Keep(reader, input)}");
    }
}
