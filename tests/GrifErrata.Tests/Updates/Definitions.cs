using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

public sealed class Definitions
{
    private static string Os(string yaml)
    {
        DiagnosticBag diagnostics = [];
        OsDefinition? os = OsDefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), "os.yaml", "sl5.5-x86_64", diagnostics);
        Assert.That(os is null, Is.EqualTo(diagnostics.HasErrors));
        return string.Join('\n', diagnostics);
    }

    private static string Update(string yaml, string version = "20101022")
    {
        DiagnosticBag diagnostics = [];
        UpdateDefinition? update = UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), $"updates/{version}.yaml", diagnostics);
        Assert.That(update is null, Is.EqualTo(diagnostics.HasErrors));
        return string.Join('\n', diagnostics);
    }

    private const string GoodOs = "nodeOsVersion: sl550-x86_64\narch: x86_64\n";
    private const string WholeOs = GoodOs + "sources: { base: [x.csv], errata: [x.csv], advisories: [x.xml] }\n";
    private const string GoodUpdate = "kind: monthly\nstate: draft\n";

    [TestCase("arch: x86_64", "os.yaml(1,1): error GE1106: The key `nodeOsVersion` is missing")]
    [TestCase("nodeOsVersion: sl550-x86_64", "os.yaml(1,1): error GE1106: The key `arch` is missing")]
    [TestCase("nodeOsVersion: \"sl'550\"\narch: x86_64", "os.yaml(1,16): error GE1112: `nodeOsVersion` is `sl'550`")]
    [TestCase("nodeOsVersion: sl550\narch: vax", "os.yaml(2,7): error GE1204: 'vax' is not the architecture of an OS that is known here.")]
    [TestCase(GoodOs + "colour: red", "os.yaml(3,1): error GE1105: The key `colour` is not known here; known are: arch, families, feeds, kernel, modules, nodeOsVersion, pan, products, select, sources.")]
    [TestCase(GoodOs + "pan: { shape: matrix }", "os.yaml(3,15): error GE1107: `shape` is `matrix`; it must be one of: lines, table.")]
    [TestCase(GoodOs + "pan: { backend: apt }", "os.yaml(3,17): error GE1107: `backend` is `apt`; it must be one of: spma, yum, yumdnf.")]
    [TestCase(GoodOs + "pan: { shape: lines, backend: yum }", "os.yaml(3,15): error GE1112: `shape: lines` cannot reach packages that a profile names without a version")]
    [TestCase(GoodOs + "families: { Firmware: [a] }", "os.yaml(3,23): error GE1112: `Firmware` cannot name a family")]
    [TestCase(GoodOs + "families: { firmware: ['*'] }", "os.yaml(3,24): error GE1112: `*` is not a package name, nor a pattern of one with `*`.")]
    [TestCase(GoodOs + "families: { firmware: [\"a'b\"] }", "os.yaml(3,24): error GE1112: `a'b` is not a package name")]
    [TestCase(GoodOs + "families: [firmware]", "os.yaml(3,11): error GE1107: `families` must be a mapping, but here is a list.")]
    [TestCase(GoodOs + "pan: { extension: txt }", "os.yaml(3,19): error GE1107: `extension` is `txt`; it must be one of: pan, tpl.")]
    [TestCase(GoodOs + "pan: lines", "os.yaml(3,6): error GE1107: `pan` must be a mapping, but here is a text.")]
    [TestCase(GoodOs + "select: all", "os.yaml(3,9): error GE1107: `select` is `all`; it must be one of: advisories, repository.")]
    [TestCase(GoodOs + "kernel: { packages: '' }", "os.yaml(3,21): error GE1112: `packages` is empty and would hold every package back.")]
    [TestCase(GoodOs + "kernel: { packages: '^kernel(' }", "os.yaml(3,21): error GE1112: `packages` is not a regular expression")]
    [TestCase(GoodOs + "sources: { base: [{ a: b }] }", "os.yaml(3,19): error GE1107: `base` must be a text, but here is a mapping.")]
    [TestCase(GoodOs + "sources: { base: [../x.csv] }", "os.yaml(3,19): error GE1118: `../x.csv` must be a path or pattern below the OS's folder")]
    [TestCase(GoodOs + "sources: { base: [/etc/passwd] }", "os.yaml(3,19): error GE1118")]
    [TestCase(GoodOs + "sources: { base: ['a\\b'] }", "os.yaml(3,19): error GE1118")]
    [TestCase(GoodOs, "os.yaml(1,1): error GE1106: `sources: base` is missing")]
    [TestCase(GoodOs + "sources: { base: [x.csv] }", "os.yaml(3,10): error GE1106: `sources: errata` is missing")]
    [TestCase(GoodOs + "sources: { base: [x.csv], errata: [x.csv] }", "os.yaml(3,10): error GE1106: `sources: advisories` is missing: the advisories that `select: advisories` chooses by.")]
    [TestCase(GoodOs + "select: repository\nsources: { base: [x.csv] }", "os.yaml(4,10): error GE1106: `sources: errata` is missing")]
    [TestCase(GoodOs + "sources: { all: [x.csv] }", "os.yaml(3,12): error GE1105: The key `all` is not known here")]
    public void A_mistake_in_os_yaml_is_reported_at_its_place(string yaml, string expected) => Assert.That(Os(yaml), Does.StartWith(expected));

    [TestCase("", PanExtension.Pan, PanShape.Table, PackageBackend.YumDnf)]
    [TestCase("pan: { backend: yum }", PanExtension.Pan, PanShape.Table, PackageBackend.Yum)]
    [TestCase("pan: { extension: tpl }", PanExtension.Tpl, PanShape.Table, PackageBackend.Spma)]
    [TestCase("pan: { shape: lines }", PanExtension.Pan, PanShape.Lines, PackageBackend.Spma)]
    [TestCase("pan: { extension: tpl, shape: table, backend: yum }", PanExtension.Tpl, PanShape.Table, PackageBackend.Yum)]
    [TestCase("pan: { shape: table, backend: spma }", PanExtension.Pan, PanShape.Table, PackageBackend.Spma)]
    public void A_new_OS_gets_a_table_and_lines_and_tpl_mean_spma(string yaml, PanExtension extension, PanShape shape, PackageBackend backend)
    {
        OsDefinition os = OsDefinitionReader.Read(Encoding.UTF8.GetBytes(WholeOs + yaml), "os.yaml", "os", [])!;
        Assert.Multiple(() =>
        {
            Assert.That(os.Pan, Is.EqualTo(new PanTarget(extension, shape, backend)));
            Assert.That(os.Families.Of("linux-firmware"), Is.EqualTo(shape == PanShape.Table ? "firmware" : null));
        });
    }

    [TestCase("kpatch-patch-5_14_0-427_31_1", "kpatch")]
    [TestCase("microcode_ctl", "microcode")]
    [TestCase("amd-ucode-firmware", "microcode")]
    [TestCase("iwl7260-firmware", "firmware")]
    [TestCase("linux-firmware-whence", "firmware")]
    [TestCase("firmware", null)]
    [TestCase("kernel-core", null)]
    public void A_package_is_of_the_family_that_names_it(string name, string? family) => Assert.That(PackageFamilies.Default.Of(name), Is.EqualTo(family));

    [Test]
    public void Families_are_an_OSs_own_if_it_writes_them()
    {
        OsDefinition os = OsDefinitionReader.Read(Encoding.UTF8.GetBytes(WholeOs + "pan: { shape: lines }\nfamilies: { lustre: ['lustre*'], exact: lustre-all }"), "os.yaml", "os", [])!;
        Assert.Multiple(() =>
        {
            Assert.That(os.Families.Of("lustre-client"), Is.EqualTo("lustre"));
            Assert.That(os.Families.Of("lustre-all"), Is.EqualTo("exact"));
            Assert.That(os.Families.Of("linux-firmware"), Is.Null);
        });
    }

    [TestCase("state: draft", "updates/20101022.yaml(1,1): error GE1106: The key `kind` is missing")]
    [TestCase("kind: monthly", "updates/20101022.yaml(1,1): error GE1106: The key `state` is missing")]
    [TestCase("kind: weekly\nstate: draft", "updates/20101022.yaml(1,7): error GE1107: `kind` is `weekly`; it must be one of: monthly, unscheduled.")]
    [TestCase("kind: monthly\nstate: done", "updates/20101022.yaml(2,8): error GE1107: `state` is `done`")]
    [TestCase(GoodUpdate + "replacedBy: 20101125", "updates/20101022.yaml(3,13): error GE1112: `replacedBy` belongs to a version that is withdrawn.")]
    [TestCase(GoodUpdate + "withdrawn: why", "updates/20101022.yaml(3,12): error GE1112: `withdrawn` belongs to a version that is withdrawn.")]
    [TestCase("kind: monthly\nstate: withdrawn\nreplacedBy: soon", "updates/20101022.yaml(3,13): error GE1112: `soon` is not an update version")]
    [TestCase(GoodUpdate + "replaces: [{ a: b }]", "updates/20101022.yaml(3,12): error GE1107: `replaces` must be a text, but here is a mapping.")]
    [TestCase(GoodUpdate + "cutof: 2010-10-22", "updates/20101022.yaml(3,1): error GE1105: The key `cutof` is not known here")]
    [TestCase(GoodUpdate + "cutoff: 2010-02-30", "updates/20101022.yaml(3,9): error GE1113: `2010-02-30` is not a time that exists.")]
    [TestCase(GoodUpdate + "cutoff: yesterday", "updates/20101022.yaml(3,9): error GE1113")]
    [TestCase(GoodUpdate + "cutoff: [2010-10-22]", "updates/20101022.yaml(3,9): error GE1107: `cutoff` must be a text, but here is a list.")]
    [TestCase(GoodUpdate + "kernel: newest", "updates/20101022.yaml(3,9): error GE1112: `newest` is not a kernel's version-release")]
    [TestCase(GoodUpdate + "kernel: 5.14.0-611.el9.x86_64", "updates/20101022.yaml(3,9): error GE1112: `5.14.0-611.el9.x86_64` is not a kernel's version-release")]
    [TestCase(GoodUpdate + "kernel: 1:2.6.18-194.el5", "updates/20101022.yaml(3,9): error GE1112")]
    [TestCase(GoodUpdate + "kernel: { version: 2.6.18-194.el5, why: x }", "updates/20101022.yaml(3,36): error GE1105: The key `why` is not known here; known are: reason, version.")]
    [TestCase(GoodUpdate + "variables: { 'A-B': 1 }", "updates/20101022.yaml(3,14): error GE1112: `A-B` cannot be the name of a Pan variable")]
    [TestCase(GoodUpdate + "variables: { A: \"1\\n2\" }", "updates/20101022.yaml(3,17): error GE1112: The value of `A` has a line break")]
    [TestCase(GoodUpdate + "packages: [{ name: a, version: 1-1, arch: x86_64, action: pin }]", "updates/20101022.yaml(3,12): error GE1115: The decision about a has no `reason`.")]
    [TestCase(GoodUpdate + "packages: [{ name: a, version: 1-1, arch: x86_64, action: pin, reason: ' ' }]", "updates/20101022.yaml(3,12): error GE1115")]
    [TestCase(GoodUpdate + "packages: [{ name: a, arch: x86_64, action: pin, reason: x }]", "updates/20101022.yaml(3,12): error GE1106: The pin of a needs `version`.")]
    [TestCase(GoodUpdate + "packages: [{ name: a, version: 1-1, action: add, reason: x }]", "updates/20101022.yaml(3,12): error GE1106: The decision about a needs `arch`")]
    [TestCase(GoodUpdate + "packages: [{ name: a, version: 1-1, action: exclude, reason: x }]", "updates/20101022.yaml(3,32): error GE1112: Excluding a leaves out every version of it")]
    [TestCase(GoodUpdate + "packages: [{ name: \"a'];\", action: exclude, reason: x }]", "updates/20101022.yaml(3,20): error GE1112: `a'];` is not a package name as rpm allows it.")]
    [TestCase(GoodUpdate + "packages: [{ name: a, version: 1-1, arch: src, action: pin, reason: x }]", "updates/20101022.yaml(3,43): error GE1112: `src`: source packages are never deployed.")]
    [TestCase(GoodUpdate + "packages: [{ name: a, version: \"1-1'\", arch: x86_64, action: pin, reason: x }]", "updates/20101022.yaml(3,32): error GE1112")]
    [TestCase(GoodUpdate + "packages: [{ name: a, action: keep, reason: x }]", "updates/20101022.yaml(3,31): error GE1107: `action` is `keep`")]
    [TestCase(GoodUpdate + "packages:\n  - { name: a, action: exclude, reason: x }\n  - { name: a, arch: i386, action: exclude, reason: y }", "updates/20101022.yaml(5,5): error GE1120: Another decision about a stands before this one.")]
    [TestCase(GoodUpdate + "packages:\n  - { name: a, arch: i386, action: exclude, reason: y }\n  - { name: a, action: exclude, reason: x }", "updates/20101022.yaml(5,5): error GE1120: Another decision about a stands before this one.")]
    [TestCase(GoodUpdate + "variables: { A: , B: '' }", "updates/20101022.yaml(3,17): error GE1112: The variable `A` has no value.")]
    public void A_mistake_in_an_update_is_reported_at_its_place(string yaml, string expected) => Assert.That(Update(yaml), Does.StartWith(expected));

    [TestCase("2010-10-22")]
    [TestCase("19891231")]
    [TestCase("20101032")]
    [TestCase("20100229")]
    [TestCase("update")]
    public void A_version_that_is_no_date_is_refused(string name) =>
        Assert.That(Update(GoodUpdate, name), Is.EqualTo(
            $"updates/{name}.yaml: error GE1111: `{name}` is not a date. Name the file by the version's date, yyyyMMdd, for example 20101125.yaml."));

    [TestCase("2010-10-21T20:00:00Z", "2010-10-21T20:00:00+00:00")]
    [TestCase("2010-10-21T22:00:00+02:00", "2010-10-21T20:00:00+00:00")]
    [TestCase("2010-10-21 20:00", "2010-10-21T20:00:00+00:00")]
    [TestCase("2010-10-21", "2010-10-21T00:00:00+00:00")]
    public void A_cutoff_without_zone_is_UTC(string text, string expected)
    {
        UpdateDefinition update = UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(GoodUpdate + $"cutoff: {text}"), "20101022.yaml", [])!;
        Assert.That(update.Cutoff, Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public void The_default_cutoff_is_the_start_of_the_versions_day() =>
        Assert.That(UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(GoodUpdate), "20101022.yaml", [])!.Cutoff,
            Is.EqualTo(new DateTimeOffset(2010, 10, 22, 0, 0, 0, TimeSpan.Zero)));

    [Test]
    public void All_mistakes_of_a_file_are_reported_at_once() =>
        Assert.That(Update("kind: x\nstate: y\ncutoff: z\nfoo: 1").Split('\n'), Has.Length.EqualTo(4));

    [TestCase("sl550-x86_64", "x86_64", "sl550")]
    [TestCase("el9x-x86_64", "x86_64", "el9x")]
    [TestCase("sl470", "i386", "sl470")]
    public void The_key_of_the_kernel_is_the_os_without_its_architecture(string nodeOsVersion, string arch, string expected) =>
        Assert.That(new OsDefinition { Name = "x", NodeOsVersion = nodeOsVersion, Arch = arch }.OsKey, Is.EqualTo(expected));
}
