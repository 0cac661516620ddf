namespace GrifErrata.Tool.Tests;

/// <summary>A federation of three sites in a temporary place.</summary>
internal sealed class FederationFolder : IDisposable
{
    public const string Text = """
        # The federation of these tests.
        name: GRIF   # ours
        contact: security@grif.example.org
        stages: [testbed, production, default]
        os:
          sl5.5-x86_64:    # old
            testbed: '20101125'
            production: 20101028
            default: 20101028
        sites:
          - name: lal   # Orsay
            hosts: ['*.lal.example.org']
          - { name: irfu, hosts: ['*.irfu.example.org'], stage: production }
          - { name: llr, stay: { sl5.5-x86_64: 20101022 } }
        # End of the sites.

        """;

    public FederationFolder()
    {
        Root = Directory.CreateTempSubdirectory("grif-errata-").FullName;
        Directory.CreateDirectory(Path.Combine(Os, "updates"));
        Directory.CreateDirectory(Path.Combine(Os, "sources"));
        File.WriteAllText(Path.Combine(Os, "os.yaml"), "nodeOsVersion: sl550-x86_64\narch: x86_64\nsources: { base: [sources/base.csv], errata: [sources/base.csv], advisories: [sources/*.xml] }\n");
        File.WriteAllText(Path.Combine(Os, "sources", "base.csv"), "name,version,release,arch\nkernel,2.6.18,194.el5,x86_64\n");
        Advisories("""<update type="security"><id>RHSA-2010:0723</id></update>""");
        File.WriteAllText(Federation, Text);
        Update("20101022", "# October\nkind: monthly\nstate: released   # done\nkernel: 2.6.18-194.11.4.el5\n");
        Update("20101028", "kind: monthly\nstate: released\nkernel: 2.6.18-194.11.4.el5\n");
        Update("20101125", "# November\nkind: monthly\nstate: draft   # soon\nkernel: 2.6.18-194.26.1.el5\n");
        Update("20101129", "kind: monthly\nstate: draft\n");
        Update("20100906", "kind: monthly\nstate: withdrawn\nwithdrawn: broken\nreplacedBy: 20101022\n");
    }

    public string Root { get; }

    public string Input => Path.Combine(Root, "errata-input");

    public string Os => Path.Combine(Input, "sl5.5-x86_64");

    public string Federation => Path.Combine(Input, "federation.yaml");

    public string Yaml => File.ReadAllText(Federation);

    public void Update(string version, string text) => File.WriteAllText(Path.Combine(Os, "updates", $"{version}.yaml"), text);

    /// <summary>Writes the OS's advisories, updateinfo without its root.</summary>
    public void Advisories(string updates) => File.WriteAllText(Path.Combine(Os, "sources", "a.xml"), $"<updates>{updates}</updates>\n");

    public string Update(string version) => File.ReadAllText(Path.Combine(Os, "updates", $"{version}.yaml"));

    /// <summary>Runs a command; its arguments are split at blanks and `_` stands for a blank.</summary>
    public CommandRun Run(string line)
    {
        CommandRun run = CommandRun.Of([.. line.Split(' ').Select(a => a.Replace('_', ' ').Replace("x86 64", "x86_64", StringComparison.Ordinal)), "--input", Input]);
        return run with { Out = Short(run.Out), Error = Short(run.Error) };
    }

    /// <summary>Runs a command that must do what it is asked.</summary>
    public string Does(string line)
    {
        CommandRun run = Run(line);
        Assert.That(run.Code, Is.Zero, run.Error);
        return run.Out;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Short(string text) => text.Replace(Root + "/", string.Empty, StringComparison.Ordinal);
}
