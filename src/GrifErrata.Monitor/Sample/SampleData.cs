using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Sample;

/// <summary>Fills a folder with a made-up federation: update versions, profiles, and a database with reports of some weeks.</summary>
internal static class SampleData
{
    private const string Resources = "Sample/";

    /// <summary>Writes all of it.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="now">The time from which days are counted.</param>
    public static async Task<SamplePlaces> WriteAsync(string folder, DateTimeOffset now)
    {
        SamplePlaces places = new(Path.Combine(folder, "monitor.db"), Path.Combine(folder, "errata-input"), Path.Combine(folder, "profiles"));
        await WriteInputAsync(places.Input, now);
        SamplePackages packages = SamplePackages.Read(places.Input);
        Directory.CreateDirectory(places.Profiles);
        foreach (SampleHost host in SampleFleet.Hosts.Where(h => h.Profile is not null))
            await File.WriteAllTextAsync(Path.Combine(places.Profiles, host.Name + ".json"), SampleProfile.Text(host, packages.Of(host.Kind, host.Profile!)));

        using IMonitorStore store = MonitorStores.OpenFile(places.Database);
        foreach (SampleHost host in SampleFleet.Hosts.Where(h => h.Seen is not null))
        {
            if (host.Updated is { } updated)
            {
                await StoreAsync(store, host with { Installed = SampleVersions.October, Kernel = SampleVersions.OlderKernel, InstalledKernel = SampleVersions.OlderKernel, More = [] }, packages, now - TimeSpan.FromDays(45));
                await StoreAsync(store, host, packages, now - updated);
            }

            await StoreAsync(store, host, packages, now - host.Seen!.Value);
        }

        await SampleTrend.WriteAsync(store, now);
        await store.SaveRefusedAsync(
        [
            new(now.AddHours(-30), "192.0.2.7", 403, "the host is of another site", "llr", "wn001.lal.example.org"),
            new(now.AddHours(-3), "192.0.2.66", 400, "the report is cut short: its last line is not #"),
        ], CancellationToken.None);
        return places;
    }

    private static async Task WriteInputAsync(string folder, DateTimeOffset now)
    {
        Assembly assembly = typeof(SampleData).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal)))
        {
            string file = Path.Combine(folder, name[Resources.Length..].Replace('\\', '/'));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using Stream resource = assembly.GetManifestResourceStream(name)!;
            using FileStream stream = File.Create(file);
            await resource.CopyToAsync(stream);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "federation.yaml"), SampleFederation.Text(DateOnly.FromDateTime(now.UtcDateTime)));
    }

    private static async Task StoreAsync(IMonitorStore store, SampleHost host, SamplePackages packages, DateTimeOffset time)
    {
        StringBuilder text = new($"#\narch: x86_64\nhost: {host.Name}\nkernel: {host.Kernel}\npackager: rpm\nsite: {host.Site}\nsystem: {host.System}\nversion: 1\n#\n");
        IEnumerable<Nevra> kernels = new[] { host.Kernel, host.InstalledKernel }.Distinct(StringComparer.Ordinal).Select(k => NevraParser.Parse($"kernel-{k}.x86_64", out _)!);
        foreach (Nevra package in packages.Of(host.Kind, host.Installed).Concat(kernels).Concat(host.More.Select(m => NevraParser.Parse(m, out _)!)))
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{package.Name}\t{package.Evr.Epoch ?? 0}:{package.Evr.VersionRelease}\t{package.Arch}\n");
        byte[] body = Encoding.UTF8.GetBytes(text.Append("#\n").ToString());
        (Report? report, Refusal? refusal) = ReportReader.Read(body, new ReportRequest { Protocol = "5" });
        if (report is null) throw new InvalidOperationException($"The sample's report of {host.Name} is refused: {refusal!.Text}");
        await store.StoreAsync(report, PackageSetHash.Of(report.Packages), "192.0.2.1", time, CancellationToken.None);
    }
}

/// <summary>Where sample data was written.</summary>
/// <param name="Database">The database.</param>
/// <param name="Input">The folder of update versions.</param>
/// <param name="Profiles">The folder of profiles.</param>
internal sealed record SamplePlaces(string Database, string Input, string Profiles);
