using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Profiles;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>What holds for every reader and every input.</summary>
internal static class FuzzRules
{
    private const int LongestMessage = 2_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    private static readonly CultureInfo Elsewhere = CultureInfo.GetCultureInfo("tr-TR");

    /// <summary>Reads an input.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="input">The input.</param>
    /// <param name="twice">Whether it is read a second time, elsewhere, and must give the same.</param>
    /// <param name="shape">What came out in a word: which codes, and whether something was accepted.</param>
    /// <returns>The rule that is broken, or null.</returns>
    public static string? Check(FuzzedReader reader, byte[] input, bool twice, out string shape)
    {
        shape = string.Empty;
        DiagnosticBag diagnostics = [];
        object? result;
        try
        {
            result = Measured(reader, input, diagnostics, out string? excess);
            if (excess is not null) return excess;
        }
#pragma warning disable CA1031 // That no exception of any kind comes is the rule.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}";
        }

        shape = $"{result is System.Collections.ICollection { Count: > 0 }}{result is null} {string.Join(' ', diagnostics.Select(d => d.Code).Distinct().Order(StringComparer.Ordinal))}";
        return Names(result) ?? diagnostics.Select(d => Place(reader, input, d)).FirstOrDefault(p => p is not null) ?? (twice ? Again(reader, input, result, diagnostics) : null);
    }

    // Time and memory of the first read may be those of a machine that is busy, or of code that is compiled: only what stays counts.
    private static object? Measured(FuzzedReader reader, byte[] input, DiagnosticBag diagnostics, out string? excess)
    {
        excess = null;
        object? result = null;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            DiagnosticBag own = [];
            long clock = Stopwatch.GetTimestamp(), before = GC.GetAllocatedBytesForCurrentThread();
            result = reader.Read(input, own);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before, allowed = reader.FreeBytes + ((long)reader.BytesForByte * input.Length);
            TimeSpan time = Stopwatch.GetElapsedTime(clock);
            excess = time > MostTime ? string.Create(CultureInfo.InvariantCulture, $"Time: {time.TotalSeconds:F1} s for {input.Length} bytes")
                : allocated > allowed ? $"Memory: {allocated} bytes for {input.Length}, more than {allowed}"
                : null;
            if (attempt == 0) diagnostics.AddRange(own);
            if (excess is null) break;
        }

        return result;
    }

    private static string? Names(object? result)
    {
        IEnumerable<Nevra> names = result switch
        {
            IEnumerable<Advisory> advisories => advisories.SelectMany(a => a.Packages).Select(p => p.Nevra),
            IEnumerable<Package> packages => packages.Select(p => p.Nevra),
            IEnumerable<PackageFiles> packages => packages.Select(p => p.Nevra),
            ModuleMetadata modules => modules.Modules.SelectMany(m => m.Artifacts),
            RpmHeader header => [header.Nevra],
            Machine machine => machine.Packages.Select(p => new Nevra(p.Name, p.Evr ?? new(null, "0", "0"), p.Arch ?? string.Empty)),
            _ => [],
        };
        Nevra? wrong = names.FirstOrDefault(n => !(RpmAlphabet.IsName(n.Name) && RpmAlphabet.IsVersion(n.Evr.Version) && RpmAlphabet.IsVersion(n.Evr.Release)
            && n.Evr.Epoch is not < 0 && (n.Arch.Length == 0 || RpmAlphabet.IsArch(n.Arch))));
        if (wrong is not null) return $"Alphabet: {wrong} was accepted, which rpm does not allow";
        return result is IEnumerable<Advisory> all && all.Any(a => a.Id.Length == 0) ? "Id: an advisory without id was accepted" : null;
    }

    private static string? Place(FuzzedReader reader, byte[] input, Diagnostic diagnostic)
    {
        (string file, int line, int column) = diagnostic.Location;
        string? wrong = file.Length == 0 ? "no file"
            : diagnostic.Message.Any(char.IsControl) ? "control characters in its message"
            : diagnostic.Message.Length > LongestMessage ? "a message that floods a terminal"
            : line < 0 || column < 0 || (line == 0 && column > 0) ? "an impossible place"
            : !reader.HasLines || reader.WholeFile.Contains(diagnostic.Code) ? null
            : line == 0 ? "no line"
            : line > Lines(input) ? $"a line after the end, {line},"
            : null;
        return wrong is null ? null : $"{diagnostic.Code} has {wrong}: {diagnostic}";
    }

    // CR, LF, and the last bytes of NEL, LS and PS, which YAML takes for ends of lines. What is missing at the end of the file may be said to be in the line after it.
    private static int Lines(ReadOnlySpan<byte> input) => input.Count((byte)'\n') + input.Count((byte)'\r') + input.Count((byte)0x85) + input.Count((byte)0xA8) + input.Count((byte)0xA9) + 2;

    private static string? Again(FuzzedReader reader, byte[] input, object? result, DiagnosticBag diagnostics)
    {
        CultureInfo here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Elsewhere;
            DiagnosticBag own = [];
            string second = Text(reader.Read(input, own), own), first = Text(result, diagnostics);
            return first == second ? null : $"Same: two reads of one input differ:\n{first}\n{second}";
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    private static string Text(object? result, DiagnosticBag diagnostics) =>
        $"{(result is null ? "null" : JsonSerializer.Serialize(result, result.GetType()))}\n{string.Join('\n', diagnostics)}";
}
