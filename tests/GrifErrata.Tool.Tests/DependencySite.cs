using System.Text;

namespace GrifErrata.Tool.Tests;

/// <summary>A site whose OS has repositories that say what packages require, an update version of September 2026 and machines.</summary>
internal sealed class DependencySite : IDisposable
{
    public DependencySite()
    {
        Root = Directory.CreateTempSubdirectory("grif-errata-").FullName;
        Write("errata-input/el9-x86_64/os.yaml", """
            nodeOsVersion: el9x-x86_64
            arch: x86_64
            pan: { shape: lines, backend: spma }
            select: advisories
            sources:
              base: [sources/base/primary.xml]
              errata: [sources/errata/primary.xml]
              other: [sources/site/primary.xml]
              advisories: [sources/advisories.xml]
            """);
        Repository("base", "foo-libs 1 1 provides libfoo.so.1", "samba-common 2.9 1 source samba", "report 1 1", "tools 3 1", "kernel 5.14 1");
        Repository("errata",
            "foo-libs 2 1 provides libfoo.so.2", "samba-common 3.0 2 source samba requires libsmbclient", "libsmbclient 3.0 2 source samba",
            "libreport 2 1 obsoletes report", "tools 4 1 requires libreport", "kernel 5.14 2");
        Repository("site", "site-app 5 1 requires libfoo.so.1");
        Write("errata-input/el9-x86_64/sources/advisories.xml", $"<updates>{Advisory(1, "foo-libs", "2", "1")}{Advisory(2, "samba-common", "3.0", "2")}{Advisory(3, "tools", "4", "1")}</updates>");
        Write("errata-input/el9-x86_64/updates/20260901.yaml", "kind: monthly\nstate: draft\n");
    }

    public string Root { get; }

    public string Input => Path.Combine(Root, "errata-input");

    public void Write(string relative, string text)
    {
        string path = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }

    /// <summary>Adds a machine that has packages, as a report of Pakiti's client in <c>profiles</c>.</summary>
    public void Machine(string host, string site, params string[] packages) =>
        Write($"profiles/{host}.txt", $"#\nhost: {host}\nsite: {site}\n#\n{string.Join('\n', packages.Select(p => p + ".x86_64"))}");

    /// <summary>Runs a command on this site's input; paths come out relative to the site.</summary>
    public CommandRun Run(params string[] args)
    {
        CommandRun run = CommandRun.Of([.. args.Select(a => a.StartsWith("profiles", StringComparison.Ordinal) ? Path.Combine(Root, a) : a), "--input", Input]);
        return run with { Out = Short(run.Out), Error = Short(run.Error) };
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Writes a primary.xml; a package is its name, version, release and <c>provides|requires|obsoletes|source</c> with a word.</summary>
    public void Repository(string name, params string[] packages)
    {
        StringBuilder text = new("<metadata xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n");
        foreach (string[] words in packages.Select(p => p.Split(' ')))
        {
            text.Append($"<package type=\"rpm\"><name>{words[0]}</name><arch>x86_64</arch><version epoch=\"0\" ver=\"{words[1]}\" rel=\"{words[2]}\"/>")
                .Append("<time file=\"1785542400\" build=\"1785542400\"/>")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"<size package=\"{words[0].Length * 12345}\"/><format>");
            for (int i = 3; i < words.Length; i += 2)
            {
                text.Append(words[i] == "source" ? $"<rpm:sourcerpm>{words[i + 1]}-{words[1]}-{words[2]}.src.rpm</rpm:sourcerpm>"
                    : $"<rpm:{words[i]}><rpm:entry name=\"{words[i + 1]}\"/></rpm:{words[i]}>");
            }

            text.Append("</format></package>\n");
        }

        Write($"errata-input/el9-x86_64/sources/{name}/primary.xml", text.Append("</metadata>").ToString());
    }

    private static string Advisory(int number, string name, string version, string release) => $"""
        <update type="security"><id>RHSA-2026:000{number}</id><issued date="2026-08-0{number}"/><severity>Important</severity>
        <references><reference type="cve" id="CVE-2026-000{number}"/></references>
        <pkglist><collection><package name="{name}" version="{version}" release="{release}" arch="x86_64"/></collection></pkglist></update>
        """;

    private string Short(string text) => text.Replace(Root + "/", string.Empty, StringComparison.Ordinal);
}
