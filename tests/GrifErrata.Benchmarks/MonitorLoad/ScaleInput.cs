using System.IO.Compression;
using System.Text;
using GrifErrata.Pan;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>Writes what a federation of many machines has: update versions with advisories, and a compiled profile of each machine; the same bytes each time.</summary>
internal static class ScaleInput
{
    private const string Os = "load9-x86_64", NodeOs = "load9x-x86_64";
    private const string LastVersion = "20260201";

    private static readonly int[] Updates = [1, 2];

    /// <summary>Sites; a machine's number gives its own.</summary>
    public const int Sites = 20;

    /// <summary>Writes the folder <c>errata-input</c>.</summary>
    public static string WriteInput(string folder, int packages)
    {
        string os = Path.Combine(folder, Os), sources = Path.Combine(os, "sources"), updates = Path.Combine(os, "updates");
        Directory.CreateDirectory(sources);
        Directory.CreateDirectory(updates);
        File.WriteAllText(Path.Combine(folder, "federation.yaml"), $"name: LOAD\ncontact: all@example.org\nos: {{ {Os}: {{ testbed: {LastVersion}, default: {LastVersion} }} }}\nsites:\n"
            + string.Concat(Enumerable.Range(0, Sites).Select(s => Words.Format($"  - {{ name: site{s:D2}, hosts: ['*.site{s:D2}.example.org'], stage: default }}\n"))));
        File.WriteAllText(Path.Combine(os, "os.yaml"), $"nodeOsVersion: {NodeOs}\narch: {MachineSets.Arch}\nselect: repository\npan: {{ extension: tpl, shape: lines, backend: spma }}\n"
            + "sources:\n  base: [sources/base.csv]\n  errata: [sources/errata.csv]\n  advisories: [sources/updateinfo.xml]\n");
        File.WriteAllText(Path.Combine(updates, "20260101.yaml"), "kind: monthly\nstate: draft\n");
        File.WriteAllText(Path.Combine(updates, LastVersion + ".yaml"), "kind: monthly\nstate: draft\n");
        File.WriteAllText(Path.Combine(sources, "base.csv"), "name,version,release,arch\n" + string.Concat(Enumerable.Range(0, packages).Select(i => Row(i, MachineSets.Base(i)))));
        int[] updated = [.. Enumerable.Range(0, packages).Where(MachineSets.IsUpdated)];
        File.WriteAllText(Path.Combine(sources, "errata.csv"), "name,version,release,arch,build_time\n"
            + string.Concat(updated.SelectMany(i => Updates.Select(u => Row(i, MachineSets.Update(i, u), Day(u) + "T00:00:00Z")))));
        File.WriteAllText(Path.Combine(sources, "updateinfo.xml"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>\n"
            + string.Concat(updated.Chunk(4).SelectMany((chunk, n) => Updates.Select(u => Advisory(chunk, n, u)))) + "</updates>\n");
        return folder;
    }

    /// <summary>Writes the profiles, compressed as compilers publish them.</summary>
    public static string WriteProfiles(string folder, int hosts, int packages)
    {
        Directory.CreateDirectory(folder);
        string software = string.Join(',', Enumerable.Range(0, packages).Select(i =>
        {
            (string version, string release) = MachineSets.IsUpdated(i) ? MachineSets.Update(i, 2) : MachineSets.Base(i);
            return $"\"{PanText.Escape(MachineSets.Name(i))}\":{{\"{PanText.Escape($"{version}-{release}")}\":{{\"arch\":{{\"{MachineSets.Arch}\":{{}}}}}}}}";
        }));
        Parallel.For(0, hosts, i =>
        {
            string host = LoadReport.HostName(i);
            string[] parts = host.Split('.', 2);
            using GZipStream file = new(File.Create(Path.Combine(folder, host + ".json.gz")), CompressionLevel.Fastest);
            file.Write(Encoding.ASCII.GetBytes($"{{\"system\":{{\"network\":{{\"hostname\":\"{parts[0]}\",\"domainname\":\"{parts[1]}\"}}}},\"software\":{{\"packages\":{{{software}}},"
                + $"\"components\":{{\"errata\":{{\"os\":\"{NodeOs}\",\"site\":\"{parts[1].Split('.')[0]}\",\"stage\":\"default\",\"source\":\"stage\",\"update_version\":\"{LastVersion}\"}}}}}}}}"));
        });
        return folder;
    }

    private static string Row(int package, (string Version, string Release) build, string? time = null) =>
        $"{MachineSets.Name(package)},{build.Version},{build.Release},{MachineSets.Arch}{(time is null ? "" : "," + time)}\n";

    private static string Day(int update) => update == 1 ? "2025-12-10" : "2026-01-10";

    private static string Advisory(int[] packages, int number, int update)
    {
        string id = Words.Format($"RHSA-{2024 + update}:{1000 + number}");
        string[] severities = ["Critical", "Important", "Moderate", "Low"];
        StringBuilder text = new(Words.Format($"  <update from=\"security@distribution.example\" status=\"final\" type=\"security\" version=\"1\">\n    <id>{id}</id>\n    <title>{id}</title>\n"));
        text.Append(Words.Format($"    <issued date=\"{Day(update)} 12:00:00\"/>\n    <severity>{severities[number % 4]}</severity>\n    <references><reference href=\"https://cve.example/\" id=\"CVE-{2024 + update}-{1000 + number}\" type=\"cve\"/></references>\n    <pkglist><collection short=\"load\">\n"));
        foreach (int package in packages)
        {
            (string version, string release) = MachineSets.Update(package, update);
            text.Append(Words.Format($"      <package name=\"{MachineSets.Name(package)}\" version=\"{version}\" release=\"{release}\" epoch=\"0\" arch=\"{MachineSets.Arch}\"><filename>{MachineSets.Name(package)}-{version}-{release}.{MachineSets.Arch}.rpm</filename></package>\n"));
        }

        return text.Append("    </collection></pkglist>\n  </update>\n").ToString();
    }
}
