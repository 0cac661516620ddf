using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GrifErrata.Advisories;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Views;

/// <summary>A host in a list. Times are UTC; what is null is not known.</summary>
public sealed record HostRow
{
    /// <summary>Full name.</summary>
    public required string Host { get; init; }

    /// <summary>Site.</summary>
    public required string? Site { get; init; }

    /// <summary>OS: a name of the input where it is one, else what the machine says.</summary>
    public required string? Os { get; init; }

    /// <summary>The update version that it should have.</summary>
    public required string? Version { get; init; }

    /// <summary>What decided the version: <c>profile</c>, <c>machine</c>, <c>site</c>, <c>stage</c>, <c>default</c>, <c>none</c>.</summary>
    public required string VersionSource { get; init; }

    /// <summary>All verdicts in words, the gravest first.</summary>
    public required ImmutableArray<string> Verdict { get; init; }

    /// <summary>How many packages are older than its version's.</summary>
    public required int? Behind { get; init; }

    /// <summary>Since which day it is behind.</summary>
    public required DateOnly? BehindSince { get; init; }

    /// <summary>How many published security advisories are open.</summary>
    public required int? Open { get; init; }

    /// <summary>The gravest severity among those: <c>low</c>, <c>moderate</c>, <c>important</c>, <c>critical</c>; null where none is open or rated.</summary>
    public required string? Severity { get; init; }

    /// <summary>The kernel that runs.</summary>
    public required string? Kernel { get; init; }

    /// <summary>The kernel that should run.</summary>
    public required string? ExpectedKernel { get; init; }

    /// <summary>The last day of the freeze that keeps it.</summary>
    public required DateOnly? FrozenUntil { get; init; }

    /// <summary>How many packages it has.</summary>
    public required int? Packages { get; init; }

    /// <summary>When its last report came.</summary>
    public required DateTimeOffset? LastSeen { get; init; }

    /// <summary>Since when it has these packages and this kernel.</summary>
    public required DateTimeOffset? LastChanged { get; init; }

    /// <summary>The gravest verdict's place: 0 is the gravest.</summary>
    [JsonIgnore]
    public int Gravity { get; init; }

    /// <summary>The kernel as rpm orders it.</summary>
    [JsonIgnore]
    public Evr? KernelEvr { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    [JsonIgnore]
    public bool IsRight { get; init; }

    /// <summary>All hosts that a reader sees, in ordinal order of their names.</summary>
    public static ImmutableArray<HostRow> All(ReaderView view) => view.Once(static fleet => new Rows(Of(fleet.Hosts))).Hosts;

    /// <summary>The rows of some hosts.</summary>
    public static ImmutableArray<HostRow> Of(IReadOnlyCollection<FleetHost> hosts)
    {
        // A few sets, verdicts and kernels stand for thousands of hosts.
        Dictionary<Judgement, int> open = new(ReferenceEqualityComparer.Instance);
        Dictionary<HostVerdict, ImmutableArray<string>> verdicts = [];
        Dictionary<string, Evr?> kernels = new(StringComparer.Ordinal);
        ImmutableArray<HostRow>.Builder rows = ImmutableArray.CreateBuilder<HostRow>(hosts.Count);
        foreach (FleetHost host in hosts)
        {
            if (host.Judgement is { } j && !open.ContainsKey(j)) open.Add(j, j.OpenAdvisories.Length);
            if (!verdicts.ContainsKey(host.Verdict)) verdicts.Add(host.Verdict, [.. VerdictWords.Of(host.Verdict)]);
            if (host.Report is { } r && !kernels.ContainsKey(r.Kernel)) kernels.Add(r.Kernel, RunningKernel.EvrOf(r.Kernel));
            rows.Add(new()
            {
                Host = host.Name, Site = host.Site, Os = host.OsText is { Length: > 0 } os ? os : null, Version = host.Version, VersionSource = host.VersionSource,
                Verdict = verdicts[host.Verdict], IsRight = host.Verdict.IsRight(), Gravity = VerdictWords.Gravity(host.Verdict),
                Behind = host.Judgement?.Behind.Length, BehindSince = host.BehindSince, Open = host.Judgement is { } judgement ? open[judgement] : null,
                Severity = SeverityWord.Of(host.Judgement?.WorstOpen ?? AdvisorySeverity.Unknown), Kernel = host.Report?.Kernel, ExpectedKernel = host.ExpectedKernel,
                KernelEvr = host.Report is { } report ? kernels[report.Kernel] : null, FrozenUntil = host.Freeze?.Until, Packages = host.Report?.PackageCount,
                LastSeen = host.Report?.LastSeen, LastChanged = host.Report?.LastChanged,
            });
        }

        return rows.MoveToImmutable();
    }

    private sealed record Rows(ImmutableArray<HostRow> Hosts);
}
