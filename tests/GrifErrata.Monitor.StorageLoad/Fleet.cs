using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Monitor.Reports;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.StorageLoad;

/// <summary>Made-up machines: the same for the same numbers.</summary>
internal static class Fleet
{
    /// <summary>Packages of a machine: all machines have the same names; the seed gives the versions.</summary>
    public static ImmutableArray<Nevra> Packages(int count, int seed)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new Nevra(
                string.Create(CultureInfo.InvariantCulture, $"package-{i:D5}{(i % 3 == 0 ? "-libs" : i % 3 == 1 ? "-devel" : string.Empty)}"),
                new Evr(0, string.Create(CultureInfo.InvariantCulture, $"{random.Next(10)}.{random.Next(40)}.{random.Next(20)}"),
                    string.Create(CultureInfo.InvariantCulture, $"{random.Next(60)}.el9_{random.Next(5)}")),
                "x86_64")),
        ];
    }

    /// <summary>The same with the versions of a few packages raised.</summary>
    public static ImmutableArray<Nevra> Update(ImmutableArray<Nevra> packages, int few, int seed)
    {
        Random random = new(seed);
        ImmutableArray<Nevra>.Builder updated = packages.ToBuilder();
        for (int i = 0; i < few; i++)
        {
            int at = random.Next(updated.Count);
            updated[at] = updated[at] with { Evr = updated[at].Evr with { Release = string.Create(CultureInfo.InvariantCulture, $"{100 + seed}.el9") } };
        }

        return updated.DrainToImmutable();
    }

    /// <summary>A report of a machine.</summary>
    public static Report Report(string host, ImmutableArray<Nevra> packages) => new()
    {
        Host = host,
        Site = "GRIF-LLR",
        Tag = "wn",
        System = "AlmaLinux release 9.4 (Seafoam Ocelot)",
        Arch = "x86_64",
        Kernel = "5.14.0-427.13.1.el9_4.x86_64",
        Packager = "rpm",
        Protocol = 5,
        Mode = ReportMode.StoreOnly,
        Packages = packages,
    };

    /// <summary>A content hash of packages.</summary>
    public static string Hash(ImmutableArray<Nevra> packages)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Nevra package in packages) hash.AppendData(Encoding.UTF8.GetBytes(package.ToString() + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
