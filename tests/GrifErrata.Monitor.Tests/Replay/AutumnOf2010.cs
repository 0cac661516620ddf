using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Settings;
using GrifErrata.Monitor.Tests.Expectations;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Rpm;
using GrifErrata.Updates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GrifErrata.Monitor.Tests.Replay;

/// <summary>400 machines of three sites follow the stages of the autumn of 2010, day by day, and report over HTTP to a monitor that reads federation and profiles as they change.</summary>
[NonParallelizable]
public sealed class AutumnOf2010
{
    private const int PackagesOfMachine = 150, Kinds = 5;

    private static readonly DateOnly[] Looks =
    [
        new(2010, 9, 7), new(2010, 9, 29), new(2010, 10, 4), new(2010, 10, 14), new(2010, 10, 26), new(2010, 10, 30), new(2010, 11, 1), new(2010, 11, 3), new(2010, 11, 10), new(2010, 11, 22),
        new(2010, 11, 28), new(2010, 12, 3), new(2010, 12, 7), new(2010, 12, 9), new(2010, 12, 11), new(2010, 12, 14),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly SettableTime _time = new();
    private readonly Dictionary<string, string> _compiled = new(StringComparer.Ordinal);
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private SimulatedMachine[] _machines = null!;
    private string _input = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _input = Path.Combine(_folder.Path, "errata-input");
        CopyInput();
        ImmutableArray<OsErrata> errata = ErrataInput.Read(_input, "sl5.5-x86_64", []);
        Dictionary<string, UpdateVersion> versions = UpdatePlanner.Plan(errata.Single(), []).ToDictionary(v => v.Name, StringComparer.Ordinal);
        _machines = [.. Autumn.Sites.SelectMany(s => Enumerable.Range(1, s.Count).Select(i => Machine(string.Create(CultureInfo.InvariantCulture, $"wn{i:D3}.{s.Site}.example.org"), s.Site, errata.Single(), versions, i)))];

        // Machine rooms are in order when the story begins: profiles are there, the federation is as on its first day.
        _time.Now = At(Autumn.First, 1);
        MonitorSettings settings = new()
        {
            Database = Path.Combine(_folder.Path, "monitor.db"), SessionKeys = Path.Combine(_folder.Path, "keys"), Input = _input, Profiles = Path.Combine(_folder.Path, "profiles"),
            Listen = new() { Urls = ["http://127.0.0.1:0"] }, Rate = new() { Reports = 1_000_000, Reads = 1_000_000 },
        };
        Directory.CreateDirectory(settings.SessionKeys);
#pragma warning disable CA2000 // The application disposes of the database.
        _app = MonitorApplication.Build(settings, MonitorStores.OpenFile(settings.Database), _time, []);
#pragma warning restore CA2000
        await _app.StartAsync();
        _client = new() { BaseAddress = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task At_each_date_the_forgotten_the_overdue_and_the_silent_are_named()
    {
        StringBuilder table = new();
        for (DateOnly day = Autumn.First; day <= Autumn.Last; day = day.AddDays(1))
        {
            await LiveAsync(day);
            if (!Looks.Contains(day)) continue;
            await SeeAsync(day);
            FleetSnapshot fleet = _app.Services.GetRequiredService<IFleet>().Current;
            Assert.Multiple(() =>
            {
                Assert.That(Names(fleet, HostVerdict.Forgotten), Is.EqualTo(Autumn.ForgottenOn(day)), $"forgotten on {day}");
                Assert.That(Names(fleet, HostVerdict.Silent), Is.EqualTo(Autumn.SilentOn(day)), $"silent on {day}");
                Assert.That(Names(fleet, HostVerdict.KernelBehind).Select(n => n.Split('.')[1]).Distinct().Order(StringComparer.Ordinal), Is.SupersetOf(Autumn.OverdueOn(day)), $"overdue on {day}");
            });
            await PagesNameThemAsync(day);
            table.Append(Table(day, fleet));
        }

        Snapshot.Matches(Path.Combine(Checkout.Root, "tests", "GrifErrata.Monitor.Tests", "Replay", "AutumnOf2010.txt"), table.ToString());
    }

    private async Task LiveAsync(DateOnly day)
    {
        foreach (SimulatedMachine machine in _machines) machine.Deploy(day);
        _time.Now = At(day, 6);
        foreach (SimulatedMachine[] some in _machines.Where(m => m.Reports(day)).Chunk(16))
            await Task.WhenAll(some.Select(m => ReportAsync(m.Report())));
        if (day >= new DateOnly(2010, 11, 10)) await ReportAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_machines[0].Report()).Replace(_machines[0].Host, Autumn.Stranger, StringComparison.Ordinal)));

        _time.Now = At(day, 9);
        Write(Path.Combine(_input, "federation.yaml"), Autumn.Federation(day), day);
        foreach (SimulatedMachine machine in _machines)
        {
            machine.Compile(day);
            if (_compiled.GetValueOrDefault(machine.Host) == machine.Profile) continue;
            Write(Path.Combine(_folder.Path, "profiles", machine.Host + ".json"), machine.ProfileJson(), day);
            _compiled[machine.Host] = machine.Profile;
        }
    }

    private async Task SeeAsync(DateOnly day)
    {
        _time.Now = At(day, 12);
        await _app.Services.GetRequiredService<ExpectationWatch>().PollAsync(CancellationToken.None);
        _app.Services.GetRequiredService<FleetWatch>().Refresh();
        Assert.That(_app.Services.GetRequiredService<ExpectationWatch>().Current.Sources.SelectMany(s => s.Problems), Is.Empty);
    }

    // What a person sees: the pages, and the same tables as CSV.
    private async Task PagesNameThemAsync(DateOnly day)
    {
        Assert.That(await HostsAsync("forgotten"), Is.EqualTo(Autumn.ForgottenOn(day)), $"forgotten, on the page of {day}");
        Assert.That(await HostsAsync("silent"), Is.EqualTo(Autumn.SilentOn(day)), $"silent, on the page of {day}");
        string overview = await GetAsync("/"), kernels = await GetAsync("/kernels?format=csv");
        foreach (string host in Autumn.ForgottenOn(day)) Assert.That(overview, Does.Contain($"/hosts/{host}"), $"the overview of {day}");
        Assert.That(
            kernels.Split("\r\n").Where(line => line.Contains("overdue", StringComparison.Ordinal)).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal),
            Is.EqualTo(Autumn.OverdueOn(day).Where(site => !Autumn.SaysDone(site, day))), $"overdue, on the page of {day}");
    }

    private async Task<IEnumerable<string>> HostsAsync(string verdict) =>
        (await GetAsync($"/hosts?verdict={verdict}&format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal);

    private Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    private async Task ReportAsync(byte[] report)
    {
        using ByteArrayContent content = new(report);
        using HttpResponseMessage answer = await _client.PostAsync(new Uri("feed/?protocol=5", UriKind.Relative), content);
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("OK\n"));
    }

    private static IEnumerable<string> Names(FleetSnapshot fleet, HostVerdict verdict) => fleet.Hosts.Where(h => h.Verdict.HasFlag(verdict)).Select(h => h.Name);

    private static string Table(DateOnly day, FleetSnapshot fleet)
    {
        StringBuilder text = new(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}\n"));
        foreach (FleetGroup site in fleet.Sites)
        {
            FleetCounts c = site.Counts;
            text.Append(CultureInfo.InvariantCulture, $"  {site.Name,-5} {c.Hosts,3} hosts, {c.Right,3} right, {c.Behind,3} behind, {c.Different,3} different, {c.Frozen,3} frozen, {c.Critical,3} with a critical fix open\n");
        }

        foreach (HostVerdict verdict in (HostVerdict[])[HostVerdict.Forgotten, HostVerdict.Silent, HostVerdict.NeverReported, HostVerdict.Stranger, HostVerdict.KernelBehind, HostVerdict.RebootPending, HostVerdict.Behind])
        {
            string[] names = [.. fleet.Hosts.Where(h => h.Verdict.HasFlag(verdict)).Select(h => h.Name)];
            string word = HostVerdictWords.All.First(w => w.Verdict == verdict).Word;
            if (names.Length > 0) text.Append(CultureInfo.InvariantCulture, $"  {word}: {(names.Length <= 5 ? string.Join(' ', names) : string.Join(", ", names.CountBy(n => n.Split('.')[1]).Select(s => $"{s.Value} of {s.Key}")))}\n");
        }

        return text.ToString();
    }

    // A machine has of the release's packages those of its kind.
    private static SimulatedMachine Machine(string host, string site, OsErrata errata, Dictionary<string, UpdateVersion> versions, int number)
    {
        ImmutableArray<Nevra> all = [.. errata.Base.NamesAndArchitectures.Where(k => !errata.Os.Kernel.Holds(k.Name) && !k.Name.StartsWith("kernel", StringComparison.Ordinal)).Select(k => errata.Base.Newest(k.Name, k.Arch)!.Nevra)];
        int kind = number % Kinds;
        return new(host, site, [.. all.Where((_, i) => (i + kind) % (all.Length / PackagesOfMachine) == 0)], versions);
    }

    private void CopyInput()
    {
        string from = Path.Combine(Checkout.Root, "errata-input");
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(_input, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    // With the story's time: what the monitor sees to be new must not depend on how fast the story is told.
    private static void Write(string path, string text, DateOnly day)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, At(day, 9).UtcDateTime);
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new TimeOnly(hour, 0), TimeSpan.Zero);
}
