using System.Globalization;

namespace GrifErrata.Tool.Tests.LongRuns;

/// <summary>The sources of an invented OS that grow by one month at a time, as a maintainer's do: lines are added, none is changed.</summary>
internal static class MonthlySources
{
    public const string BaseKernel = "2.6.18-100.el5";

    // Each month raises the next of these, so that every one of them is raised several times.
    private static readonly string[] Names = ["bash", "cups", "glibc", "httpd", "samba"];

    /// <summary>What the OS has before its first month.</summary>
    public static void Begin(string osFolder)
    {
        Directory.CreateDirectory(Path.Combine(osFolder, "updates"));
        Directory.CreateDirectory(Path.Combine(osFolder, "sources", "advisories"));
        File.WriteAllText(Path.Combine(osFolder, "os.yaml"), """
            nodeOsVersion: sl550-x86_64
            arch: x86_64
            pan: { shape: lines, backend: spma }
            select: repository
            sources: { base: [sources/base.csv], errata: [sources/errata.csv], advisories: [sources/advisories/*] }

            """);
        File.WriteAllText(Path.Combine(osFolder, "sources", "base.csv"),
            "name,version,release,arch\nkernel,2.6.18,100.el5,x86_64\n" + string.Concat(Names.Select(n => $"{n},1,1,x86_64\n")));
        File.WriteAllText(Path.Combine(osFolder, "sources", "errata.csv"), "name,version,release,arch,build_time\n");
    }

    /// <summary>The kernel that a month brings: every second month one.</summary>
    public static string? Kernel(int month) => month % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"2.6.18-{100 + month}.el5") : null;

    /// <summary>The build that a month brings of its package.</summary>
    public static (string Name, string Evr) Build(int month) => (Names[month % Names.Length], string.Create(CultureInfo.InvariantCulture, $"1-{1 + month}"));

    /// <summary>Adds what a month brings: a package, at times a kernel, an advisory of each.</summary>
    public static void Publish(string osFolder, int month, DateOnly day)
    {
        (string name, string evr) = Build(month);
        Add(osFolder, month * 2, day, name, evr);
        if (Kernel(month) is { } kernel) Add(osFolder, (month * 2) + 1, day, "kernel", kernel);
    }

    private static void Add(string osFolder, int number, DateOnly day, string name, string evr)
    {
        string date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (string version, string release) = (evr.Split('-')[0], evr.Split('-')[1]);
        File.AppendAllText(Path.Combine(osFolder, "sources", "errata.csv"), $"{name},{version},{release},x86_64,{date}\n");
        string id = string.Create(CultureInfo.InvariantCulture, $"EXSA-{day.Year}:{number:0000}");
        File.WriteAllText(Path.Combine(osFolder, "sources", "advisories", $"{id.Replace(':', '-')}.xml"), $"""
            <updates><update type="security"><id>{id}</id><issued date="{date}"/><severity>Important</severity>
            <pkglist><collection><package name="{name}" version="{version}" release="{release}" arch="x86_64"/></collection></pkglist></update></updates>

            """);
    }
}
