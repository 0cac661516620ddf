using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Dependencies;

/// <summary>Which packages a machine may take by its module streams, against dnf itself.</summary>
public sealed class ModulesAgainstDnf
{
    private const string Python = "/usr/bin/python3";

    [Test, CancelAfter(300_000)]
    public void Of_random_repositories_with_modules_a_check_takes_what_dnf_shows()
    {
        if (!File.Exists(Python) || Run("-c", "import dnf, hawkey.test") is null) Assert.Ignore("python3-dnf and python3-hawkey are not installed.");
        string root = Directory.CreateTempSubdirectory("grif-errata-modules-").FullName;
        try
        {
            string[] folders = [.. Enumerable.Range(0, 60).Select(seed => Write(Path.Combine(root, $"s{seed}"), new(seed)))];
            string output = Run([Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "dnf-modules.py"), .. folders])!;
            string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(lines, Has.Length.EqualTo(folders.Length));
            int hidden = 0;
            foreach ((string folder, string line) in folders.Zip(lines))
            {
                DiagnosticBag diagnostics = [];
                PackageTable table = PackageTables.Read([Path.Combine(folder, "ordinary"), Path.Combine(folder, "hotfix")], diagnostics, default);
                Assert.That(diagnostics, Is.Empty);
                MachineStreams streams = CheckStreams.Of(table, new() { Hotfixes = [1] })!.Of(new(table, []));
                string[] ours = [.. Enumerable.Range(0, table.Count).Where(streams.Allows).Select(p => $"{(table.RepositoryOf(p) == 0 ? "ordinary" : "hotfix")}/{table.Nevra(p)}").Order(StringComparer.Ordinal)];
                hidden += table.Count - ours.Length;
                Assert.That($"{Path.GetFileName(folder)} {string.Join(' ', ours)}", Is.EqualTo(line.TrimEnd()), () => File.ReadAllText(Path.Combine(folder, "ordinary", "repodata", "modules.yaml")));
            }

            Assert.That(hidden, Is.GreaterThan(100), "streams leave packages out");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    // Packages with few names and versions; streams that have some of them; a default stream for most modules.
    private static string Write(string folder, Random random)
    {
        List<string> names = ["a", "b", "c", "d"];
        List<(string Name, int Version, string Primary)>[] repositories = [[], []];
        StringBuilder modules = new();
        int version = 0;
        for (int module = 0; module < 2; module++)
        {
            for (int stream = 1; stream <= 2; stream++)
            {
                modules.Append("---\ndocument: modulemd\nversion: 2\ndata:\n").AppendJoin('\n', $"  name: m{module}", $"  stream: \"{stream}\"", "  version: 1", $"  context: c{module}{stream}", "  arch: x86_64", "  summary: s", "  description: d", "  license:", "    module: [MIT]", "  artifacts:", "    rpms:").Append('\n');
                for (int i = random.Next(1, 3); i > 0; i--)
                {
                    string name = names[random.Next(names.Count)];
                    modules.Append("    - ").Append(name).Append("-0:").Append(++version).Append("-1.x86_64\n");
                    repositories[random.Next(4) == 0 ? 1 : 0].Add((name, version, Package(random, names, name, version)));
                }

                modules.Append("...\n");
            }

            if (random.Next(4) > 0) modules.Append("---\ndocument: modulemd-defaults\nversion: 1\ndata:\n").AppendJoin('\n', $"  module: m{module}", $"  stream: \"{random.Next(1, 3)}\"", "  profiles: {}", "...").Append('\n');
        }

        for (int i = 0; i < 6; i++)
        {
            string name = names[random.Next(names.Count)];
            repositories[random.Next(3) == 0 ? 1 : 0].Add((name, ++version, Package(random, names, name, version)));
        }

        foreach ((string name, int number) in new[] { ("ordinary", 0), ("hotfix", 1) })
        {
            string data = Directory.CreateDirectory(Path.Combine(folder, name, "repodata")).FullName;
            string primary = $"<metadata xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" packages=\"{repositories[number].Count}\">{string.Concat(repositories[number].Select(p => p.Primary))}</metadata>";
            string index = Entry("primary", "primary.xml", primary);
            File.WriteAllText(Path.Combine(data, "primary.xml"), primary);
            if (number == 0)
            {
                File.WriteAllText(Path.Combine(data, "modules.yaml"), modules.ToString());
                index += Entry("modules", "modules.yaml", modules.ToString());
            }

            File.WriteAllText(Path.Combine(data, "repomd.xml"), $"<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><revision>1</revision>{index}</repomd>");
        }

        return folder;
    }

    private static string Package(Random random, List<string> names, string name, int version)
    {
        string more = random.Next(4) == 0 ? $"<rpm:entry name=\"{names[random.Next(names.Count)]}\" flags=\"EQ\" epoch=\"0\" ver=\"9\"/>" : string.Empty;
        return $"<package type=\"rpm\"><name>{name}</name><arch>x86_64</arch><version epoch=\"0\" ver=\"{version}\" rel=\"1\"/><checksum type=\"sha256\" pkgid=\"YES\">{Hash($"{name}-{version}")}</checksum>"
            + $"<summary>s</summary><description>d</description><packager/><url/><time file=\"1\" build=\"1\"/><size package=\"1\" installed=\"1\" archive=\"1\"/><location href=\"{name}-{version}.rpm\"/><format><rpm:license/>"
            + $"<rpm:provides><rpm:entry name=\"{name}\" flags=\"EQ\" epoch=\"0\" ver=\"{version}\" rel=\"1\"/>{more}</rpm:provides></format></package>";
    }

    private static string Entry(string type, string file, string content) => $"<data type=\"{type}\"><checksum type=\"sha256\">{Hash(content)}</checksum><location href=\"repodata/{file}\"/></data>";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) TestContext.Out.WriteLine(errors.GetAwaiter().GetResult());
        return process.ExitCode == 0 ? output : null;
    }
}
