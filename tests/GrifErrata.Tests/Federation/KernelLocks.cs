using System.Globalization;
using System.Text;
using System.Text.Json;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Tests.Pan.Compilation;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Tests.Pan.Semantics;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>A federation of an SPMA tree (<c>.tpl</c>, lines) and an OS of today (<c>.pan</c>, a table, yumdnf): which kernel each machine gets, and by what.</summary>
[NonParallelizable]
public sealed class KernelLocks
{
    private const string Spma = "sl550-x86_64";
    private const string YumDnf = "el9x-x86_64";

    private const string Yaml = """
        name: GRIF
        stages: [default]
        os:
          sl5: { default: 20101125 }
          el9: { default: 20101125 }
        sites:
          - { name: lal, hosts: ['*.lal.example.org'] }
        freezes:
          - { host: kernel9.example.org, os: el9, version: 20101028, kernel: 5.14.0-1.frozen, reason: Lustre, owner: a@b, until: 2010-12-31 }
          - { host: frozen9.example.org, os: el9, version: 20101028, reason: Lustre, owner: a@b, until: 2010-12-31 }
          - { host: kernel5.example.org, os: sl5, version: 20101028, kernel: 2.6.18-1.frozen, reason: Lustre, owner: a@b, until: 2010-12-31 }

        """;

    private const string Own = "variable OS_ERRATA_KERNEL = '5.14.0-1.site';";
    private const string SiteLock = "variable PKG_LOCK_KERNEL_VERSION = true;\n'/software/packages' = pkg_repl('kernel*', '5.14.0-1.locked', 'x86_64');";
    private const string NoVersion = "'/software/packages/kernel_2a' = nlist();";

    // Machine; OS; host; what its site sets; the lock of kernel*, the kernel in the profile's component, OS_KERNEL_VERSION_ERRATA.
    private static readonly (string Name, string Os, string Host, string Site, string? Lock, string? Kernel, string? SpmaKernel)[] Machines =
    [
        ("version9", YumDnf, "wn1", "", "5.14.0-2.version", "5.14.0-2.version", null),
        ("frozen9", YumDnf, "frozen9", "", "5.14.0-1.version", "5.14.0-1.version", null),
        ("kernel9", YumDnf, "kernel9", "", "5.14.0-1.frozen", "5.14.0-1.frozen", null),
        ("own9", YumDnf, "wn1", Own, "5.14.0-1.site", "5.14.0-1.site", null),
        ("own-before-freeze9", YumDnf, "kernel9", Own, "5.14.0-1.site", "5.14.0-1.site", null),
        ("site-lock9", YumDnf, "wn1", SiteLock, "5.14.0-1.locked", "5.14.0-1.locked", null),
        ("site-lock-before-freeze9", YumDnf, "kernel9", SiteLock, "5.14.0-1.locked", "5.14.0-1.locked", null),
        ("no-version9", YumDnf, "wn1", NoVersion, "5.14.0-2.version", "5.14.0-2.version", null),
        ("unlocked9", YumDnf, "wn1", "variable OS_ERRATA_LOCK_KERNEL = false;", null, "5.14.0-2.version", null),
        ("off9", YumDnf, "wn1", "variable PKG_DEPLOY_OS_ERRATA = false;", null, null, null),
        ("off-frozen9", YumDnf, "kernel9", "variable PKG_DEPLOY_OS_ERRATA = false;", null, null, null),
        ("off-own9", YumDnf, "wn1", "variable PKG_DEPLOY_OS_ERRATA = false;\n" + Own, null, null, null),
        ("off-frozen5", Spma, "kernel5", "variable PKG_DEPLOY_OS_ERRATA = false;", null, null, null),
        ("unknown-os", "el8x-x86_64", "wn1", "", null, null, null),
        ("version5", Spma, "wn1", "", null, "2.6.18-2.version", "sl550 2.6.18-2.version"),
        ("kernel5", Spma, "kernel5", "", null, "2.6.18-1.frozen", $"{Spma} 2.6.18-1.frozen"),
    ];

    private static IEnumerable<string> Names() => Machines.Select(m => m.Name);

    [TestCaseSource(nameof(Names))]
    public void A_kernel_is_locked_by_yum_and_dnf_alone_and_a_sites_word_comes_first(string name)
    {
        PanSite site = Site();
        Compare(name, site.Evaluate(name, PackageLibrary.Core).Profile("/"));
    }

    [Test]
    public void The_compiler_locks_the_kernels_that_were_evaluated()
    {
        PanCompiler compiler = PanCompiler.OrSkip(PanExtension.Pan);
        IReadOnlyDictionary<string, JsonElement> compiled = compiler.Compile(Site(), [.. Names()]);
        Assert.Multiple(() =>
        {
            foreach (string name in Names()) Compare(name, PanValues.Of(compiled[name]));
        });
    }

    private static void Compare(string name, object? profile)
    {
        (_, _, _, _, string? locked, string? kernel, string? spma) = Machines.Single(m => m.Name == name);
        Assert.Multiple(() =>
        {
            Assert.That(PackageLines.Of(At(profile, "software", "packages")).Where(l => l.StartsWith("kernel*", StringComparison.Ordinal)),
                Is.EqualTo(locked is null ? [] : new[] { $"kernel* {locked} x86_64" }), name);
            Assert.That(At(profile, "software", "components", "errata", "kernel"), Is.EqualTo(kernel ?? PanValues.Missing), name);
            Assert.That(At(profile, "seen", "spma"), Is.EqualTo(spma is not null), name);
            Assert.That(At(profile, "seen", "kernels") is IEnumerable<KeyValuePair<string, object?>> kernels ? kernels.Select(k => $"{k.Key} {k.Value}").SingleOrDefault() : null, Is.EqualTo(spma), name);

            // ncm-grub looks for a file of that name, and stops where there is none.
            Assert.That(At(profile, "seen", "num"), Is.False, name);
        });
    }

    private static object? At(object? value, params ReadOnlySpan<string> path)
    {
        foreach (string name in path) value = PanValues.Element(value, name, strict: false);
        return value;
    }

    private static PanSite Site()
    {
        PanSite site = new();
        DiagnosticBag diagnostics = [];
        ErrataTemplates templates = ErrataTemplates.Load(null, diagnostics)!;
        OsDefinition[] oses =
        [
            new() { Name = "sl5", NodeOsVersion = Spma, Arch = "x86_64", Pan = new(PanExtension.Tpl, PanShape.Lines, PackageBackend.Spma) },
            new() { Name = "el9", NodeOsVersion = YumDnf, Arch = "x86_64", Pan = new(PanExtension.Pan, PanShape.Table, PackageBackend.YumDnf) },
        ];
        foreach (OutputFile file in FederationRenderer.Render(FederationFixture.Read(Yaml), oses, FederationFixture.Day("2010-12-01"), templates, diagnostics)
            .Concat(FunctionsRenderer.Render(oses, templates, diagnostics))) site.Add(file.RelativePath, file.Text);
        site.Add("quattor/schema.pan", PanCompiler.Schema);
        foreach (OsDefinition os in oses)
        {
            string release = os.Pan.FollowsRepositories ? "5.14.0" : "2.6.18";
            foreach ((string version, string kernel) in (ReadOnlySpan<(string, string)>)[("20101028", $"{release}-1.version"), ("20101125", $"{release}-2.version")])
            {
                string shape = os.Pan.Shape == PanShape.Lines ? ErrataTemplates.Lines : ErrataTemplates.Table;
                Add($"{os.Name}/rpms/errata/{version}", shape, new ErrataModel(version, os.NodeOsVersion, os.Pan.FollowsRepositories, []), os);
                Add($"{os.Name}/config/os/errata/{version}-init", ErrataTemplates.Init, new InitModel(version, os.NodeOsVersion, os.Pan.BackendText, os.OsKey, kernel, []), os);
            }
        }

        foreach ((string name, string node, string host, string sites, _, _, _) in Machines) site.Add($"{name}.tpl", Machine(name, node, host, sites));
        Assert.That(diagnostics, Is.Empty);
        return site;

        void Add(string path, string template, object model, OsDefinition os) =>
            site.Add($"{path}.{os.Pan.ExtensionText}", templates[$"{template}.{os.Pan.ExtensionText}"].Render(model, diagnostics)!);
    }

    private static string Machine(string name, string node, string host, string sites) =>
        new StringBuilder($"object template {name};\n")
            .Append(CultureInfo.InvariantCulture, $"variable LOADPATH = list('{(node == Spma ? "sl5" : "el9")}');\nvariable FULL_HOSTNAME = '{host}.example.org';\n")
            .Append(CultureInfo.InvariantCulture, $"variable NODE_OS_VERSION = '{node}';\nvariable PKG_ARCH_DEFAULT = 'x86_64';\nvariable ERRATA_SITE = 'lal';\n")
            .Append(CultureInfo.InvariantCulture, $"include {{ 'components/spma/functions' }};\n'/software/packages' = nlist();\n{sites}\ninclude {{ 'federation/errata/updates' }};\n")
            .Append("'/seen' = nlist('spma', is_defined(OS_KERNEL_VERSION_ERRATA), 'num', is_defined(KERNEL_VERSION_NUM));\n")
            .Append("'/seen/kernels' = if (is_defined(OS_KERNEL_VERSION_ERRATA)) OS_KERNEL_VERSION_ERRATA else nlist();\n").ToString();
}
