using GrifErrata.Diagnostics;
using GrifErrata.RepositorySnapshots;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>dnf itself reads a snapshot, and machines in installroots are brought to it with real RPMs from the mirror.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class SeenByDnf : IDisposable
{
    private const string Dnf = "/usr/bin/dnf", Rpm = "/usr/bin/rpm";
    private static readonly string[] Installed = ["bash-5.1-6.x86_64", "dependency-1-1.x86_64", "glibc-2.34-100.x86_64", "kernel-5.14-1.x86_64", "kernel-core-5.14-1.x86_64", "tools-3-1.x86_64"];
    private static readonly Dictionary<string, string> Home = new(StringComparer.Ordinal) { ["HOME"] = "/root", ["LC_ALL"] = "C.UTF-8" };

    private readonly SnapshotSite _site = new();

    private string Mirror => Path.Combine(_site.Root, "mirror");

    [OneTimeSetUp]
    public void Build()
    {
        Programs.Need(Dnf, "dnf");
        Programs.Need("/usr/bin/rpmbuild", "rpm");
        Programs.Need("/usr/bin/createrepo_c", "createrepo-c");
        if (Environment.UserName != "root") Assert.Ignore("An installroot needs the rights of root.");
        RealRepositories.Make(Path.Combine(Mirror, "base"), string.Empty, [.. _site.Base, "dependency-1-1.x86_64 provides dependency"]);
        RealRepositories.Make(Path.Combine(Mirror, "errata"),
            $"<updates>{SnapshotSite.Advisory("ADV-1", "glibc-2.34-125.x86_64", "absent-1-1.x86_64")}{SnapshotSite.Advisory("ADV-2", "tools-4-1.x86_64")}{SnapshotSite.Advisory("ADV-9", "glibc-2.34-130.x86_64", "bash-5.1-9.x86_64")}</updates>",
            [.. _site.Errata, "dependency-1-2.x86_64 built 2025-01-20"]);
        foreach (string name in (string[])["base", "errata"]) CopyMetadata(name);
        (_site.Base, _site.Errata, _site.Other) = ([], [], []);
        _site.Write("errata-input/el9/os.yaml", File.ReadAllText(Path.Combine(_site.Root, "errata-input/el9/os.yaml")).Replace("  other: [sources/epel]\n", string.Empty, StringComparison.Ordinal));
        _site.Write($"errata-input/el9/updates/{SnapshotSite.Version}.yaml", "kind: monthly\nstate: draft\nkernel: 5.14-2\n");
        _site.Addresses.Clear();
        foreach (string name in (string[])["base", "errata"]) _site.Addresses.Add(name, $"file://{Mirror}/{name}");
        DiagnosticBag diagnostics = [];
        Assert.That(_site.Make(diagnostics), Is.Not.Null, string.Join('\n', diagnostics));
    }

    [OneTimeTearDown]
    public void Dispose() => _site.Dispose();

    [Test]
    public void Only_allowed_packages_are_seen()
    {
        string[] seen = Lines(Run("seen", "repoquery", "--available", "--qf", "%{name}-%{version}-%{release}.%{arch}"));
        Assert.That(seen, Is.EquivalentTo(
        [
            "bash-5.1-6.x86_64", "dependency-1-1.x86_64", "glibc-2.34-100.x86_64", "tools-3-1.x86_64", "kernel-srpm-macros-1.0-13.noarch",
            "glibc-2.34-125.x86_64", "tools-4-1.x86_64", "libnew-1-1.x86_64", "deeper-1-1.x86_64", "kernel-5.14-2.x86_64", "kernel-core-5.14-2.x86_64",
        ]));
    }

    [Test]
    public void The_mirror_itself_shows_what_the_snapshot_leaves_out() =>
        Assert.That(Lines(Run("mirror", Mirror, ["repoquery", "--available", "--qf", "%{name}-%{version}-%{release}.%{arch}"])), Does.Contain("glibc-2.34-130.x86_64").And.Contain("dependency-1-2.x86_64"));

    [Test]
    public void Updateinfo_lists_the_advisories_of_the_snapshot_and_no_others()
    {
        string root = Machine("advisories");
        string[] listed = [.. Lines(Run("advisories", "updateinfo", "list", "--available")).Where(l => l.StartsWith("ADV-", StringComparison.Ordinal)).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.That(listed, Is.EqualTo(["ADV-1 Important/Sec. glibc-2.34-125.x86_64", "ADV-2 Important/Sec. tools-4-1.x86_64"]), root);
    }

    [TestCase("upgrade")]
    [TestCase("distro-sync")]
    public void A_machine_ends_at_exactly_the_versions_packages(string command)
    {
        string root = Machine(command);
        Run(command, command);
        Assert.That(InstalledIn(root), Is.EqualTo(
        [
            "bash-5.1-6.x86_64", "deeper-1-1.x86_64", "dependency-1-1.x86_64", "glibc-2.34-125.x86_64",
            "kernel-5.14-1.x86_64", "kernel-5.14-2.x86_64", "kernel-core-5.14-2.x86_64", "libnew-1-1.x86_64", "tools-4-1.x86_64", // a kernel is installed beside the one that runs
        ]));
    }

    [Test]
    public void With_ncm_spmas_locks_a_machine_ends_there_too()
    {
        if (!File.Exists("/usr/lib/python3/dist-packages/dnf-plugins/versionlock.py")) Assert.Ignore("The plug-in versionlock is not installed (Debian: apt-get install dnf-plugins-core).");
        string root = Machine("locks"), plugins = Path.Combine(_site.Root, "plugins");
        Directory.CreateDirectory(plugins);
        File.WriteAllText(Path.Combine(plugins, "versionlock.list"), "glibc-0:2.34-125.x86_64\ntools-0:4-1.x86_64\nkernel*-0:5.14-2.x86_64\n");
        File.WriteAllText(Path.Combine(plugins, "versionlock.conf"), $"[main]\nenabled=1\nlocklist={plugins}/versionlock.list\n");
        Run("locks", _site.Shown, ["distro-sync", "--setopt=plugins=1", $"--setopt=pluginconfpath={plugins}", "--disableplugin=*", "--enableplugin=versionlock"]);
        Assert.That(InstalledIn(root), Does.Contain("glibc-2.34-125.x86_64").And.Contain("tools-4-1.x86_64").And.Contain("kernel-5.14-2.x86_64").And.Contain("bash-5.1-6.x86_64"));
    }

    [Test]
    public void With_includepkgs_the_whole_mirror_gives_a_machine_the_same()
    {
        string root = Machine("includepkgs");
        string text = IncludePackages.Files(_site.Content([])!)[0].Text;
        string[] options = [.. ((string[])["base", "errata"]).Select(name =>
        {
            string list = text[text.IndexOf($"    '{name}', list(", StringComparison.Ordinal)..];
            string[] packages = [.. Lines(list[..list.IndexOf("    ),", StringComparison.Ordinal)]).Skip(1).Select(l => l.Trim('\'', ','))];
            return $"--setopt={name}.includepkgs={string.Join(',', packages)}";
        })];
        Run("includepkgs", Mirror, ["distro-sync", .. options]);
        Assert.That(InstalledIn(root), Is.EqualTo(
        [
            "bash-5.1-6.x86_64", "deeper-1-1.x86_64", "dependency-1-1.x86_64", "glibc-2.34-125.x86_64", "kernel-5.14-1.x86_64", "kernel-5.14-2.x86_64", "kernel-core-5.14-2.x86_64", "libnew-1-1.x86_64", "tools-4-1.x86_64",
        ]));
    }

    private void CopyMetadata(string name)
    {
        string to = Path.Combine(_site.Root, "errata-input/el9/sources", name, "repodata");
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Mirror, name, "repodata"))) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private string Machine(string name)
    {
        string root = Path.Combine(_site.Root, "machines", name);
        Directory.CreateDirectory(root);
        Programs.Run(Rpm, root, Home, ["--root", root, "-i", "--nodeps", "--ignorearch", "--nosignature", .. Installed.Select(p => Path.Combine(Mirror, "base/Packages", p + ".rpm"))]);
        return root;
    }

    private string Run(string machine, params string[] arguments) => Run(machine, _site.Shown, arguments);

    private string Run(string machine, string repositories, string[] arguments)
    {
        string root = Path.Combine(_site.Root, "machines", machine);
        Directory.CreateDirectory(root);
        return Programs.Run(Dnf, root, Home,
        [
            "-q", "-y", $"--installroot={root}", "--releasever=9", "--forcearch=x86_64", "--nogpgcheck", "--setopt=reposdir=/nowhere", "--setopt=cachedir=/cache", "--setopt=ignorearch=1",
            $"--repofrompath=base,file://{repositories}/base", $"--repofrompath=errata,file://{repositories}/errata", "--repo=base,errata", .. arguments,
        ]);
    }

    private static string[] InstalledIn(string root) =>
        [.. Lines(Programs.Run(Rpm, root, Home, "--root", root, "-qa", "--qf", "%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}\\n")).Order(StringComparer.Ordinal)];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
