using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Pan;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Monitor.Tests.Replay;

/// <summary>A machine of the replay: every night SPMA makes it what its profile says, in the morning its client reports.</summary>
/// <param name="host">Full name.</param>
/// <param name="site">Site.</param>
/// <param name="release">What the OS release gave it: its list of packages.</param>
/// <param name="versions">All update versions.</param>
internal sealed class SimulatedMachine(string host, string site, ImmutableArray<Nevra> release, IReadOnlyDictionary<string, UpdateVersion> versions)
{
    private readonly List<string> _kernels = [Kernel("20100906", versions)];
    private ImmutableArray<Nevra> _packages = With(release, versions["20100906"]);
    private string _running = Kernel("20100906", versions);
    private string _deployed = "20100906";
    private byte[]? _report;

    public string Host => host;

    public string Site => site;

    public string Profile { get; private set; } = "20100906";

    /// <summary>The morning's compilation.</summary>
    public void Compile(DateOnly day) => Profile = Autumn.ProfileOf(host, site, day);

    /// <summary>The night's deployment of the profile that the day before left.</summary>
    public void Deploy(DateOnly day)
    {
        if (Profile == _deployed) return;
        if (host == Autumn.Broken && day >= new DateOnly(2010, 10, 20) && day <= new DateOnly(2010, 11, 15)) return;
        _report = null;
        _deployed = Profile;
        _packages = With(release, versions[Profile]);
        string kernel = Kernel(Profile, versions);
        if (!_kernels.Contains(kernel)) _kernels.Add(kernel);

        // Sites reboot with the update that brings a kernel; one machine waits for somebody who does not come.
        if (!(host == Autumn.NotRebooted && kernel == Autumn.NewKernel)) _running = kernel;
    }

    /// <summary>Whether its client reports on a day.</summary>
    public bool Reports(DateOnly day) =>
        !(host == Autumn.Dead && day > new DateOnly(2010, 10, 10))
        && !(host == Autumn.Off && day > new DateOnly(2010, 11, 3) && day < new DateOnly(2010, 11, 20))
        && !(host == Autumn.Late && day < new DateOnly(2010, 10, 5));

    /// <summary>Its report, as the client writes it.</summary>
    public byte[] Report() => _report ??= Render();

    /// <summary>Its profile as panc writes it.</summary>
    public string ProfileJson()
    {
        ImmutableArray<Nevra> wanted = With(release, versions[Profile]);
        StringBuilder text = new(64 << 10);
        text.Append(CultureInfo.InvariantCulture, $"{{\"system\":{{\"network\":{{\"hostname\":\"{host.Split('.')[0]}\",\"domainname\":\"{site}.example.org\"}},\"kernel\":{{\"version\":\"{Kernel(Profile, versions)}\"}}}},\n\"software\":{{\"components\":{{\"errata\":{{\"os\":\"sl550-x86_64\",\"site\":\"{site}\",\"update_version\":\"{Profile}\"}}}},\n\"packages\":{{");
        text.AppendJoin(",\n", wanted.GroupBy(p => p.Name, StringComparer.Ordinal).Select(name => $"\"{PanText.Escape(name.Key)}\":{{"
            + string.Join(',', name.GroupBy(p => p.Evr.VersionRelease, StringComparer.Ordinal).Select(v => $"\"{PanText.Escape(v.Key)}\":{{\"arch\":{{{string.Join(',', v.Select(p => $"\"{p.Arch}\":{{}}"))}}}}}")) + "}"));
        return text.Append("}}}\n").ToString();
    }

    private byte[] Render()
    {
        StringBuilder text = new(64 << 10);
        text.Append(CultureInfo.InvariantCulture, $"#\narch: x86_64\nhost: {host}\nkernel: {_running}\npackager: rpm\nsite: {site}\nsystem: Scientific Linux SL release 5.5 (Boron)\nversion: 1\n#\n");
        foreach (Nevra package in _packages.Concat(Kernels())) text.Append(CultureInfo.InvariantCulture, $"{package.Name}\t{package.Evr.Epoch ?? 0}:{package.Evr.VersionRelease}\t{package.Arch}\n");
        return Encoding.UTF8.GetBytes(text.Append("#\n").ToString());
    }

    private IEnumerable<Nevra> Kernels() => _kernels.Select(k => new Nevra("kernel", new(0, k.Split('-')[0], k.Split('-')[1]), "x86_64"));

    private static string Kernel(string version, IReadOnlyDictionary<string, UpdateVersion> versions) => versions[version].Definition.Kernel!.Version;

    // What pkg_ronly does: of the packages that the machine has, in the architecture that it has.
    private static ImmutableArray<Nevra> With(ImmutableArray<Nevra> release, UpdateVersion version)
    {
        Dictionary<(string, string), Nevra> set = version.Packages.ToDictionary(p => (p.Nevra.Name, p.Nevra.Arch), p => p.Nevra);
        return [.. release.Select(p => set.GetValueOrDefault((p.Name, p.Arch), p))];
    }
}
