using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using GrifErrata.Federation;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Monitor.Tests.Fleet;

/// <summary>A small federation with its machines, written as text, and judged.</summary>
internal sealed class Machines
{
    public const string OldKernel = "2.6.18-194.11.4.el5", NewKernel = "2.6.18-194.26.1.el5";

    private readonly Dictionary<string, ImmutableArray<Nevra>> _sets = new(StringComparer.Ordinal);
    private readonly List<HostRecord> _reports = [];
    private readonly Dictionary<string, Machine> _profiles = new(StringComparer.Ordinal);
    private Expectation _expectation;

    /// <summary>The database is away.</summary>
    public bool IsAway { get; set; }

    public Machines(string federation = "")
    {
        Plan plan = new Plan()
            .Base("glibc-2.5-49.x86_64", "bash-3.2-24.x86_64", "kernel-2.6.18-194.el5.x86_64")
            .Errata("2010-10-20", "glibc-2.5-49.el5_5.6.x86_64", $"kernel-{OldKernel}.x86_64")
            .Errata("2010-11-20", "glibc-2.5-49.el5_5.7.x86_64", $"kernel-{NewKernel}.x86_64")
            .Advisory("RHSA-2010:0787", "2010-10-20", "CVE-2010-3847", "glibc-2.5-49.el5_5.6.x86_64")
            .Critical("RHSA-2010:0793", "2010-11-20", "glibc-2.5-49.el5_5.7.x86_64")
            .Monthly("20101022", $"kernel: {OldKernel}").Monthly("20101125", $"kernel: {NewKernel}");
        OsErrata facts = plan.Facts();
        OsJudge judge = OsJudge.Of(facts, UpdatePlanner.Plan(facts, plan.Diagnostics));
        string yaml = "name: GRIF\ncontact: all@example.org\nos: { sl5.5-x86_64: { testbed: 20101125, default: 20101125 } }\n"
            + "sites: [{ name: lal, hosts: ['*.lal.example.org'], stage: default }, { name: llr, hosts: ['*.llr.example.org'], stage: default }]\n"
            + "history: [{ date: 2010-11-30, os: sl5.5-x86_64, stage: default, version: 20101125 }]\n" + federation;
        FederationDefinition? definition = FederationReader.Read(Encoding.UTF8.GetBytes(yaml), "federation.yaml", plan.Diagnostics);
        Assert.That(plan.Diagnostics.Where(d => d.Severity == Diagnostics.DiagnosticSeverity.Error), Is.Empty);
        _expectation = new() { Generation = 1, Oses = [judge], Federation = definition };
        State = new(new(), set => IsAway ? throw new StorageException("away") : _sets.TryGetValue(set, out ImmutableArray<Nevra> packages) ? packages : null);
    }

    public FleetState State { get; }

    /// <summary>A host reports.</summary>
    public Machines Report(string host, string packages, string kernel = NewKernel, string seen = "2010-12-09", string? site = null)
    {
        _sets[packages] = [.. packages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Plan.Nevra)];
        _reports.RemoveAll(r => r.Name == host);
        _reports.Add(new()
        {
            Name = host, Site = site, Tag = null, System = "Scientific Linux", Arch = "x86_64", Kernel = kernel, Packager = "rpm", Reporter = "127.0.0.1", Protocol = 5, BadLines = 0,
            FirstSeen = Day(seen), LastSeen = Day(seen), LastChanged = Day(seen), SetHash = packages, PackageCount = _sets[packages].Length,
        });
        return this;
    }

    /// <summary>A profile is compiled.</summary>
    public Machines Profile(string host, string? version, string packages = "", string? site = "lal", MachineFreeze? freeze = null)
    {
        _profiles[host] = new()
        {
            Host = host, Site = site, NodeOsVersion = "sl550-x86_64", UpdateVersion = version, Freeze = freeze,
            Packages = [.. packages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Plan.Nevra).Select(n => new MachinePackage(n.Name, n.Evr, n.Arch))],
        };
        Renew();
        return this;
    }

    /// <summary>Expectations are read anew.</summary>
    public Machines Renew(Func<Expectation, Expectation>? change = null)
    {
        _expectation = (change ?? (e => e))(_expectation) with { Generation = _expectation.Generation + 1, Profiles = _profiles.ToFrozenDictionary(StringComparer.Ordinal) };
        return this;
    }

    /// <summary>The hosts as of a day, noon.</summary>
    public FleetSnapshot Snapshot(string today = "2010-12-10")
    {
        State.Update(_reports, [], _expectation, Day(today).AddHours(12));
        _reports.Clear();
        return State.Snapshot(_expectation, Day(today).AddHours(12));
    }

    /// <summary>What is said of the only host.</summary>
    public string Verdict(string today = "2010-12-10") => Snapshot(today).Hosts.Single().Verdict.InWords();

    public static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
