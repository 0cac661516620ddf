using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Selections;

/// <summary>A package of a generated repository.</summary>
internal sealed record GeneratedPackage(Nevra Nevra, PackageRelation? Obsoletes = null);

/// <summary>A collection of a generated advisory: packages, and the module stream to which they belong.</summary>
internal sealed record GeneratedCollection(ImmutableArray<Nevra> Packages, string Module = "");

/// <summary>A generated advisory.</summary>
internal sealed record GeneratedAdvisory(string Id, string Type, string Severity, ImmutableArray<string> Cves, ImmutableArray<GeneratedCollection> Collections, string Status = "final");

/// <summary>A generated module build: <c>name:stream:version:context</c>.</summary>
internal sealed record GeneratedModule(string Stream, ImmutableArray<Nevra> Artifacts);

/// <summary>A yum repository that is written out as createrepo_c would.</summary>
internal sealed record GeneratedRepository(
    string Name, int Priority, ImmutableArray<GeneratedPackage> Packages, ImmutableArray<GeneratedAdvisory> Advisories, ImmutableArray<GeneratedModule> Modules, string? Default)
{
    public void Write(string folder)
    {
        string data = Path.Combine(folder, Name, "repodata");
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, "primary.xml"), Primary());
        File.WriteAllText(Path.Combine(data, "updateinfo.xml"), UpdateInfo());
        if (!Modules.IsEmpty) File.WriteAllText(Path.Combine(data, "modules.yaml"), ModulesYaml());
        string[] types = Modules.IsEmpty ? ["primary.xml", "updateinfo.xml"] : ["primary.xml", "updateinfo.xml", "modules.yaml"];
        File.WriteAllText(Path.Combine(data, "repomd.xml"), "<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><revision>1</revision>"
            + string.Concat(types.Select(t => $"<data type=\"{t.Split('.')[0]}\"><location href=\"repodata/{t}\"/></data>")) + "</repomd>");
    }

    private string Primary()
    {
        StringBuilder xml = new();
        xml.Append(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" packages=\"{Packages.Length}\">\n");
        foreach ((GeneratedPackage package, int i) in Packages.Select((p, i) => (p, i)))
        {
            (Nevra nevra, Evr evr) = (package.Nevra, package.Nevra.Evr);
            string entry = $"epoch=\"{evr.Epoch}\" ver=\"{evr.Version}\" rel=\"{evr.Release}\"";
            xml.Append(CultureInfo.InvariantCulture, $"<package type=\"rpm\"><name>{nevra.Name}</name><arch>{nevra.Arch}</arch><version {entry}/><checksum type=\"sha256\" pkgid=\"YES\">{i:x64}</checksum>")
                .Append(CultureInfo.InvariantCulture, $"<location href=\"{nevra.Name}-{evr.VersionRelease}.{nevra.Arch}.rpm\"/><format><rpm:provides><rpm:entry name=\"{nevra.Name}\" flags=\"EQ\" {entry}/></rpm:provides>");
            if (package.Obsoletes is { } obsoletes)
            {
                string bound = obsoletes.Comparison.Length == 0 ? string.Empty
                    : $" flags=\"{obsoletes.Comparison}\" epoch=\"{obsoletes.Bound.Epoch}\" ver=\"{obsoletes.Bound.Version}\"" + (obsoletes.Bound.Release.Length == 0 ? string.Empty : $" rel=\"{obsoletes.Bound.Release}\"");
                xml.Append(CultureInfo.InvariantCulture, $"<rpm:obsoletes><rpm:entry name=\"{obsoletes.Name}\"{bound}/></rpm:obsoletes>");
            }

            xml.Append("</format></package>\n");
        }

        return xml.Append("</metadata>\n").ToString();
    }

    private string UpdateInfo()
    {
        StringBuilder xml = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>\n");
        foreach (GeneratedAdvisory advisory in Advisories)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<update from=\"a\" status=\"{advisory.Status}\" type=\"{advisory.Type}\" version=\"1\"><id>{advisory.Id}</id><title>t</title><issued date=\"2020-01-01 00:00:00\"/>");
            if (advisory.Severity.Length > 0) xml.Append(CultureInfo.InvariantCulture, $"<severity>{advisory.Severity}</severity>");
            xml.Append("<description>d</description><references>").AppendJoin(string.Empty, advisory.Cves.Select(c => $"<reference href=\"h\" id=\"{c}\" type=\"cve\" title=\"{c}\"/>")).Append("</references><pkglist>");
            foreach (GeneratedCollection collection in advisory.Collections)
            {
                xml.Append("<collection short=\"c\"><name>c</name>");
                if (collection.Module.Split(':') is [var name, var stream, var version, var context])
                    xml.Append(CultureInfo.InvariantCulture, $"<module name=\"{name}\" stream=\"{stream}\" version=\"{version}\" context=\"{context}\" arch=\"x86_64\"/>");
                foreach (Nevra nevra in collection.Packages)
                {
                    xml.Append(CultureInfo.InvariantCulture, $"<package name=\"{nevra.Name}\" version=\"{nevra.Evr.Version}\" release=\"{nevra.Evr.Release}\" epoch=\"{nevra.Evr.Epoch}\" arch=\"{nevra.Arch}\">")
                        .Append(CultureInfo.InvariantCulture, $"<filename>{nevra.Name}-{nevra.Evr.VersionRelease}.{nevra.Arch}.rpm</filename></package>");
                }

                xml.Append("</collection>");
            }

            xml.Append("</pkglist></update>\n");
        }

        return xml.Append("</updates>\n").ToString();
    }

    private string ModulesYaml()
    {
        StringBuilder yaml = new();
        foreach (GeneratedModule module in Modules)
        {
            string[] p = module.Stream.Split(':');
            yaml.Append(CultureInfo.InvariantCulture, $"---\ndocument: modulemd\nversion: 2\ndata:\n  name: {p[0]}\n  stream: {p[1]}\n  version: {p[2]}\n  context: {p[3]}\n  arch: x86_64\n")
                .Append("  summary: s\n  description: >-\n    d\n  license:\n    module: [MIT]\n  dependencies:\n  - requires:\n      platform: []\n  artifacts:\n    rpms:\n");
            foreach (Nevra a in module.Artifacts)
                yaml.Append(CultureInfo.InvariantCulture, $"    - {a.Name}-{a.Evr.Epoch}:{a.Evr.VersionRelease}.{a.Arch}\n");
            yaml.Append("...\n");
        }

        if (Default?.Split(':') is [var name, var stream])
            yaml.Append(CultureInfo.InvariantCulture, $"---\ndocument: modulemd-defaults\nversion: 1\ndata:\n  module: {name}\n  stream: {stream}\n  profiles:\n    {stream}: []\n...\n");
        return yaml.ToString();
    }
}
