using System.Security.Cryptography;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;

namespace GrifErrata.Tests.Generation;

/// <summary>GRIF's five update versions of autumn 2010 on Scientific Linux 5.5, from the facts in errata-input.</summary>
public sealed class GrifAutumn2010
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Files = new(() =>
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyDictionary<string, string> files = ErrataGenerator
            .Make(new(Path.Combine(Checkout.Root, "errata-input"), "none", GenerationMode.Update) { Os = "sl5.5-x86_64" }, diagnostics)
            .ToDictionary(f => f.RelativePath, f => f.Text);
        Assert.That(diagnostics, Is.Empty, string.Join('\n', diagnostics));
        return files;
    });

    // SHA-256 of the templates that GRIF deployed.
    [TestCase("20100906", "6bcb864f715f07267789ab8a9e389bd236b5f746482d52f11fa41eb9b8c51c19")]
    [TestCase("20100927", "822db42d441278db999bac9a8ae7a81c93a0f68a6e6c608e1a8e6e71b9f9d98d")]
    [TestCase("20101022", "4f37103bca621907e8feef10c34adc1b33f3c278df628044fe205c7958a4c2f3")]
    [TestCase("20101028", "abb3df60902922f27fc2e9966d6fe385d8482214829250399e6dc98e24114610")]
    [TestCase("20101125", "971917e8f3d5e91436596269f3c4d35c796ae0aae09c0b6c8d0592380de4c17a")]
    public void The_packages_are_those_that_GRIF_deployed_byte_for_byte(string version, string sha256) =>
        Assert.That(Hash(Files.Value[$"sl5.5-x86_64/rpms/errata/{version}.tpl"]), Is.EqualTo(sha256));

    [TestCase("20100906", "2.6.18-194.11.3.el5", "1.6.0_20")]
    [TestCase("20100927", "2.6.18-194.11.4.el5", "1.6.0_20")]
    [TestCase("20101022", "2.6.18-194.11.4.el5", "1.6.0_22")]
    [TestCase("20101028", "2.6.18-194.11.4.el5", "1.6.0_22")]
    [TestCase("20101125", "2.6.18-194.26.1.el5", "1.6.0_22")]
    public void The_init_sets_the_variables_that_GRIFs_set(string version, string kernel, string java) =>
        Assert.That(
            Files.Value[$"sl5.5-x86_64/config/os/errata/{version}-init.tpl"].Split('\n').Where(l => l.StartsWith("variable", StringComparison.Ordinal)),
            Is.EqualTo(new[]
            {
                $"variable OS_KERNEL_VERSION_ERRATA ?= nlist('sl550', '{kernel}');",
                $"variable JAVA_JDK_DEFAULT_VERSION ?= '{java}';",
            }));

    [Test]
    public void The_checked_in_templates_are_what_the_inputs_give()
    {
        string pan = Path.Combine(Checkout.Root, "templates", "pan");
        Assert.Multiple(() =>
        {
            foreach ((string path, string text) in Files.Value) Assert.That(File.ReadAllText(Path.Combine(pan, path)), Is.EqualTo(text), path);
        });
    }

    [Test]
    public void The_hashes_are_those_of_the_shared_facts()
    {
        string[] facts = [.. File.ReadLines(SharedData.Path("sl5.5-x86_64/grif-sha256.csv")).Skip(1).Select(l => l.Split(',')).Where(f => f[1] == "errata")
            .Select(f => $"{f[0]} {f[4]}")];
        Assert.That(Files.Value.Where(f => f.Key.Contains("/rpms/errata/", StringComparison.Ordinal) && f.Key.EndsWith(".tpl", StringComparison.Ordinal))
            .Select(f => $"{Path.GetFileNameWithoutExtension(f.Key)} {Hash(f.Value)}").Order(StringComparer.Ordinal), Is.EqualTo(facts));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
