using System.Diagnostics;
using System.Text.Json;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>Compiles the features of Pakiti with the Pan compiler that the environment variable PancPath names, in a site whose components are stubs.</summary>
[NonParallelizable]
public sealed class PakitiCompilation
{
    private const string Federation = FederationFixture.Two + "monitor: { url: 'https://errata.example.org/' }\n";
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly string[] Components = ["accounts", "cron", "filecopy", "metaconfig", "systemd"];
    private static readonly string[] Daily = ["13", "*", "*", "*"];

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PancPath"))) Assert.Ignore("The environment variable PancPath does not name a Pan compiler.");
        _folder = Directory.CreateTempSubdirectory("panc");
    }

    [TearDown]
    public void DeleteFolder() => _folder?.Delete(recursive: true);

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void A_client_reports_as_its_site_with_the_sites_token(PanExtension extension)
    {
        JsonElement components = Compile(extension, "client", "variable ERRATA_SITE = 'lal';\nvariable PAKITI_TAG = 'T2';\nvariable PAKITI_SERVER_TOKEN = 'abc-_9';\n" +
            "variable PAKITI_SERVER_PUB_KEY = 'certificate';\nvariable PAKITI_CLIENT_VERSION = '3.0-1';");
        JsonElement entry = components.GetProperty("cron").GetProperty("entries")[0];
        Dictionary<string, string> settings = Settings(components, extension);
        string[] frequency = entry.GetProperty("frequency").GetString()!.Split(' ');
        Assert.Multiple(() =>
        {
            Assert.That(settings, Is.EquivalentTo(new Dictionary<string, string>
            {
                ["site"] = "lal", ["tag"] = "T2", ["url"] = "https://errata.example.org:443/feed/abc-_9/", ["encrypt"] = "/etc/pakiti/client/server-pub-key.pem", ["rndsleep"] = "7200",
            }));
            Assert.That(int.Parse(frequency[0], System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(MinuteOf("wn1.lal.example.org")));
            Assert.That(frequency[1..], Is.EqualTo(Daily));
            Assert.That(File(components, "/etc/pakiti/client/server-pub-key.pem").GetProperty("config").GetString(), Is.EqualTo("certificate"));
        });
    }

    [TestCase("variable PAKITI_SITE = undef;", "Set ERRATA_SITE")]
    [TestCase("variable PAKITI_SITE = 'lal'; variable PAKITI_SERVER_TOKEN = 'a/b';", "PAKITI_SERVER_TOKEN is not a token.")]
    [TestCase("variable PAKITI_SITE = 'lal'; variable PAKITI_SERVER_PROTOCOL = 'http';", "nothing encrypts them")]
    public void A_client_that_could_not_report_safely_does_not_compile(string variables, string expected)
    {
        Assert.Multiple(() =>
        {
            foreach (PanExtension extension in new[] { PanExtension.Pan, PanExtension.Tpl })
                Assert.That(Errors(extension, "client", variables + "\nvariable PAKITI_CLIENT_VERSION = '3.0-1';"), Does.Contain(expected), extension.ToString());
        });
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void The_machine_of_the_monitor_gets_its_settings_of_the_federations_sites(PanExtension extension)
    {
        string dict = extension == PanExtension.Pan ? "dict" : "nlist";
        JsonElement components = Compile(extension, "server", $"variable ERRATA_MONITOR_SITES = {dict}('lal', {dict}('tokens', list('{Token}')));\nvariable ERRATA_MONITOR_SETTINGS = {dict}('silentDays', 5);");
        JsonElement yaml = components.GetProperty("metaconfig").GetProperty("services").GetProperty(PanText.Escape("/etc/grif-errata-monitor/monitor.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(JsonSerializer.Serialize(yaml.GetProperty("contents")), Is.EqualTo(
                $$"""{"database":"/var/lib/grif-errata-monitor/monitor.db","listen":{"urls":["http://127.0.0.1:8490"]},"silentDays":5,"sites":[{"name":"lal","tokens":["{{Token}}"]}]}"""));
            Assert.That(yaml.GetProperty("mode").GetInt32(), Is.EqualTo(Convert.ToInt32("640", 8)));
            Assert.That(File(components, "/etc/systemd/system/grif-errata-monitor.service").GetProperty("config").GetString(),
                Is.EqualTo(System.IO.File.ReadAllText(Path.Combine(Checkout.Root, "build/monitor/grif-errata-monitor.service"))));
            Assert.That(components.GetProperty("systemd").GetProperty("dependencies").GetProperty("pre").EnumerateArray().Select(e => e.GetString()), Is.EqualTo(new[] { "spma", "accounts", "filecopy", "metaconfig" }));
        });
    }

    [TestCase("variable ERRATA_MONITOR_SITES = dict('moon', dict());", "moon, which is no site of the federation")]
    [TestCase("variable ERRATA_MONITOR_SITES = dict('lal', dict('tokens', list('secret')));", "/sites/0/tokens/0")]
    [TestCase("variable ERRATA_MONITOR_SITES = dict('lal', dict('network', list()));", "/sites/0")]
    public void Settings_that_the_monitor_would_refuse_do_not_compile(string variables, string expected) =>
        Assert.That(Errors(PanExtension.Pan, "server", variables), Does.Contain(expected));

    private static int MinuteOf(string host) =>
#pragma warning disable CA5351 // Pan's digest spreads machines over an hour; nothing is protected by it.
        Convert.ToInt32(Convert.ToHexString(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.ASCII.GetBytes(host)))[..6], 16) % 60;
#pragma warning restore CA5351

    private static Dictionary<string, string> Settings(JsonElement components, PanExtension extension)
    {
        if (extension == PanExtension.Tpl)
        {
            return File(components, "/etc/pakiti/pakiti-client.conf").GetProperty("config").GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        }

        return components.GetProperty("metaconfig").GetProperty("services").GetProperty(PanText.Escape("/etc/pakiti/pakiti-client.conf")).GetProperty("contents")
            .EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal);
    }

    private static JsonElement File(JsonElement components, string path) => components.GetProperty("filecopy").GetProperty("services").GetProperty(PanText.Escape(path));

    private JsonElement Compile(PanExtension extension, string feature, string variables)
    {
        string errors = Errors(extension, feature, variables);
        Assert.That(errors, Is.Empty);
        using JsonDocument profile = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(_folder.FullName, "compiled", "machine.json")));
        return profile.RootElement.GetProperty("software").GetProperty("components").Clone();
    }

    private string Errors(PanExtension extension, string feature, string variables)
    {
        DiagnosticBag diagnostics = [];
        foreach (OutputFile file in PakitiRenderer.Render(FederationFixture.Read(Federation), extension == PanExtension.Pan ? "pan" : "tpl", ErrataTemplates.Load(null, [])!, diagnostics))
            Add(file.RelativePath, file.Text);
        Assert.That(diagnostics, Is.Empty);
        foreach (string component in Components)
            Add($"components/{component}/config.pan", $"unique template components/{component}/config;\n'/software/components/{component}/dependencies/pre' ?= list('spma');\n");
        Add("packages.pan", "declaration template packages;\nfunction pkg_repl = { SELF[escape(ARGV[0])] = dict(); SELF; };\n");
        Add("machine.pan", $"object template machine;\nvariable FULL_HOSTNAME = 'wn1.lal.example.org';\n{variables}\ninclude 'packages';\n'/software/packages' = dict();\ninclude 'features/pakiti/{feature}/config';\n");
        return Panc();
    }

    private void Add(string path, string text)
    {
        string full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, text);
    }

    private string Panc()
    {
        string output = Directory.CreateDirectory(Path.Combine(_folder.FullName, "compiled")).FullName;
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("PancPath")!, ["--include-path", _folder.FullName, "--output-dir", output, "--formats", "json", "machine.pan"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0 ? string.Empty : text;
    }
}
