using System.Globalization;
using System.Security.Cryptography;

namespace GrifErrata.Benchmarks;

/// <summary>A repository of 40,000 packages, a machine of 1,500 and an update of 80 that needs a few more.</summary>
internal static class DependencySample
{
    public const int Packages = 40_000;
    public const int Machine = 1500;
    public const int Update = 80;
    public const int Machines = 400;

    /// <summary>Reads, solves and counts with libsolv: repository (primary.xml, or what rpmmd2solv made of it), machine and update are arguments.</summary>
    public const string Libsolv = """
        import sys, solv
        pool = solv.Pool(); pool.setdisttype(solv.Pool.DISTTYPE_RPM); pool.setarch('x86_64')
        repo = pool.add_repo('r'); file = solv.xfopen(sys.argv[1])
        repo.add_solv(file) if sys.argv[1].endswith('.solv') else repo.add_rpmmd(file, None)
        machine = pool.add_repo('m'); pool.installed = machine
        by = {str(s): s for s in repo.solvables}
        for line in open(sys.argv[2]):
            s = by[line.strip()]; t = machine.add_solvable(); t.name, t.evr, t.arch = s.name, s.evr, s.arch
            for k in (solv.SOLVABLE_PROVIDES, solv.SOLVABLE_REQUIRES):
                for d in s.lookup_deparray(k): t.add_deparray(k, d)
        pool.addfileprovides(); pool.createwhatprovides()
        solver = pool.Solver()
        bad = solver.solve([pool.Job(solv.Job.SOLVER_SOLVABLE | solv.Job.SOLVER_INSTALL, by[l.strip()].id) for l in open(sys.argv[3])])
        print(len(bad), len(solver.transaction().newsolvables()))
        """;

    /// <summary>Writes the files: <c>primary.xml</c> with its <c>repodata/repomd.xml</c>, <c>machine.txt</c>, <c>update.txt</c>.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        const int names = Packages / 2;
        using (StreamWriter primary = new(Path.Combine(folder, "primary.xml")) { NewLine = "\n" })
        {
            primary.WriteLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
            primary.WriteLine($"<metadata xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" packages=\"{Packages}\">");
            for (int name = 0; name < names; name++)
            {
                for (int version = 1; version <= 2; version++) Write(primary, name, version);
            }

            primary.WriteLine("</metadata>");
        }

        Directory.CreateDirectory(Path.Combine(folder, "repodata"));
        using FileStream written = File.OpenRead(Path.Combine(folder, "primary.xml"));
        File.WriteAllText(Path.Combine(folder, "repodata", "repomd.xml"),
            $"<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><data type=\"primary\"><checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(written))}</checksum><location href=\"primary.xml\"/></data></repomd>\n");
        File.WriteAllLines(Path.Combine(folder, "machine.txt"), Enumerable.Range(0, Machine).Select(n => Nevra(n, 1)));
        File.WriteAllLines(Path.Combine(folder, "update.txt"), Enumerable.Range(0, Update).Select(n => Nevra(100 + (n * 17), 2)));

        // All alike, as the worker nodes of a site are.
        string machines = Path.Combine(folder, "machines");
        Directory.CreateDirectory(machines);
        for (int i = 0; i < Machines; i++) File.Copy(Path.Combine(folder, "machine.txt"), Path.Combine(machines, string.Create(CultureInfo.InvariantCulture, $"wn{i}.txt")), overwrite: true);
        return folder;
    }

    private static string Nevra(int name, int version) => string.Create(CultureInfo.InvariantCulture, $"package-{name}-{version}.0-{version}.el9.x86_64");

    private static void Write(StreamWriter to, int name, int version)
    {
        to.WriteLine("<package type=\"rpm\">");
        to.WriteLine($"  <name>package-{name}</name>\n  <arch>x86_64</arch>\n  <version epoch=\"0\" ver=\"{version}.0\" rel=\"{version}.el9\"/>");
        to.WriteLine("  <checksum type=\"sha256\" pkgid=\"YES\">2f8e1c5a7b9d3e6f2f8e1c5a7b9d3e6f2f8e1c5a7b9d3e6f2f8e1c5a7b9d3e6f</checksum>");
        to.WriteLine($"  <summary>Package number {name}</summary>\n  <description>It does what number {name} does, and is described in some words, as packages are.</description>");
        to.WriteLine($"  <time file=\"1700000000\" build=\"{1_600_000_000 + (name * version)}\"/>\n  <location href=\"Packages/package-{name}-{version}.0-{version}.el9.x86_64.rpm\"/>\n  <format>");
        to.WriteLine($"    <rpm:sourcerpm>package-{name / 3}-{version}.0-{version}.el9.src.rpm</rpm:sourcerpm>\n    <rpm:provides>");
        to.WriteLine($"      <rpm:entry name=\"package-{name}\" flags=\"EQ\" epoch=\"0\" ver=\"{version}.0\" rel=\"{version}.el9\"/>");
        to.WriteLine($"      <rpm:entry name=\"lib{name}.so.1()(64bit)\"/>\n      <rpm:entry name=\"package-{name}(x86-64)\" flags=\"EQ\" epoch=\"0\" ver=\"{version}.0\" rel=\"{version}.el9\"/>\n    </rpm:provides>\n    <rpm:requires>");
        for (int i = 1; i <= 12; i++) to.WriteLine($"      <rpm:entry name=\"lib{((name * 7) + (i * 13)) % Machine}.so.1()(64bit)\"/>");

        // Every tenth package of the update needs one that the machine lacks.
        if (version == 2 && name % 170 == 100) to.WriteLine($"      <rpm:entry name=\"package-{Machine + name}\" flags=\"GE\" epoch=\"0\" ver=\"2.0\"/>");
        to.WriteLine("    </rpm:requires>");
        to.WriteLine($"    <file>/usr/bin/tool-{name}</file>\n    <file>/etc/package-{name}.conf</file>\n  </format>\n</package>");
    }
}
