namespace GrifErrata.Tool.Tests;

/// <summary>A small site in a temporary place: one OS, packages and advisories for each way to be absent.</summary>
internal sealed class SiteFolder : IDisposable
{
    public SiteFolder(string select = "repository")
    {
        Root = Directory.CreateTempSubdirectory("grif-errata-").FullName;
        Write("os.yaml", $$"""
            nodeOsVersion: sl550-x86_64
            arch: x86_64
            pan: { extension: tpl, shape: lines, backend: spma }
            select: {{select}}
            sources:
              base: [sources/base.csv]
              errata: [sources/errata.csv]
              advisories: [sources/advisories/*]
            """);
        Write("sources/base.csv", """
            name,version,release,arch
            glibc,2.5,49,x86_64
            gsl,1.13,1,x86_64
            bash,3.2,24,x86_64
            fixed,2,1,x86_64
            kernel,2.6.18,194.el5,x86_64
            """);
        Write("sources/errata.csv", """
            name,version,release,arch,build_time
            glibc,2.5,49.el5_5.7,x86_64,2010-10-26
            gsl,1.13,4,x86_64,2010-10-20
            late,1,1,x86_64,2010-12-24
            plain,1,1,x86_64,2010-10-20
            sparse,1,1,ppc,2010-10-20
            glibc,2.5,49.el5_5.7,src,2010-10-26
            """);
        Write("sources/advisories/a.xml", """
            <?xml version="1.0" encoding="UTF-8"?>
            <updates>
            <update type="security"><id>RHSA-2010:0793</id><issued date="2010-10-25"/><severity>Important</severity>
            <references><reference type="cve" id="CVE-2010-3856"/></references>
            <pkglist><collection><package name="glibc" version="2.5" release="49.el5_5.7" arch="x86_64"/></collection></pkglist></update>
            <update type="security"><id>RHSA-2010:0001</id><issued date="2010-10-01"/>
            <pkglist><collection><package name="fixed" version="1" release="9" arch="x86_64"/><package name="sparse" version="1" release="1" arch="ppc"/></collection></pkglist></update>
            <update type="security"><id>RHSA-2010:0950</id><issued date="2010-12-01"/><severity>Critical</severity>
            <pkglist><collection><package name="gsl" version="1.13" release="9" arch="x86_64"/></collection></pkglist></update>
            </updates>
            """);
        Write("updates/20101022.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\nvariables: { A: 'x: \"y\"' }\n");
        Write("updates/20101125.yaml", """
            kind: monthly
            state: draft
            kernel: 2.6.18-194.el5
            variables: { A: 'x: "y"' }
            packages:
              - { name: gsl, version: 1.13-3, arch: x86_64, action: pin, reason: "newer than gLite's: keep # \"old\"" }
              - { name: plain, action: exclude, reason: not ours }
            """);
    }

    public string Root { get; }

    public string Input => Path.Combine(Root, "errata-input");

    public string Output => Path.Combine(Root, "templates", "pan");

    public string OsFolder => Path.Combine(Input, "sl5.5-x86_64");

    public void Write(string relative, string text)
    {
        string path = Path.Combine(OsFolder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.TrimEnd() + "\n");
    }

    /// <summary>Runs a command on this site; paths come out relative to it.</summary>
    public CommandRun Run(params string[] args)
    {
        CommandRun run = CommandRun.Of([.. args, "--input", Input]);
        return run with { Out = Short(run.Out), Error = Short(run.Error) };
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Short(string text) => text.Replace(Root + "/", string.Empty, StringComparison.Ordinal);
}
