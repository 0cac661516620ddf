using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>Packages of made-up machines as the lines of a report; the same for the same numbers. All machines have packages of the same names.</summary>
internal static class MachineSets
{
    /// <summary>The architecture of all.</summary>
    public const string Arch = "x86_64";

    /// <summary>The kernel that all run.</summary>
    public const string Kernel = "5.14.0-427.el9.x86_64";

    /// <summary>Name of the package with a number; in ordinal order of the numbers.</summary>
    public static string Name(int package) => package == 0 ? "kernel" : Words.Format($"package-{package:D4}{(package % 3 == 0 ? "-libs" : package % 3 == 1 ? "-devel" : "")}");

    /// <summary>The version that the OS's release has.</summary>
    public static (string Version, string Release) Base(int package) => package == 0 ? ("5.14.0", "427.el9") : (Words.Format($"{package % 9}.{package % 31}"), Words.Format($"{package % 7 + 1}.el9"));

    /// <summary>The version of an update, 1 or more; not every update has a build of each package.</summary>
    public static (string Version, string Release) Update(int package, int update) => (Base(package).Version, Words.Format($"{package % 7 + 1}.el9_{update}"));

    /// <summary>Whether updates have builds of a package.</summary>
    public static bool IsUpdated(int package) => package > 0 && package % 4 == 0;

    /// <summary>A set that many machines have: the release's packages, nearly all of them updated, as the seed says.</summary>
    public static string[] Shared(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => Line(i, IsUpdated(i) ? Update(i, random.Next(16) > 0 ? 2 : 1) : Base(i)))];
    }

    /// <summary>A set of which no machine has anything else: each package of a version of its own.</summary>
    public static string[] Own(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => Line(i, (Words.Format($"{random.Next(10)}.{random.Next(40)}.{random.Next(20)}"), Words.Format($"{random.Next(60)}.el9_{random.Next(5)}"))))];
    }

    /// <summary>The same with five packages changed, to versions that no other machine has.</summary>
    public static string[] FiveChanged(string[] lines, int seed)
    {
        string[] changed = [.. lines];
        for (int i = 0; i < 5; i++)
        {
            int package = 1 + (((seed * 7919) + (i * 199)) % (lines.Length - 1));
            changed[package] = Line(package, (Base(package).Version, Words.Format($"{100 + seed}.el9")));
        }

        return changed;
    }

    /// <summary>The lines as bytes, with the report's last line.</summary>
    public static byte[] Bytes(string[] lines) => Encoding.ASCII.GetBytes(string.Concat(lines) + "#\n");

    /// <summary>The set's name, as the monitor's documentation defines it: SHA-256 of the lines in ordinal order.</summary>
    public static string Hash(string[] lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines))));

    private static string Line(int package, (string Version, string Release) build) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name(package)}\t0:{build.Version}-{build.Release}\t{Arch}\n");
}
