using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>Random federations without errors, and random machines of them.</summary>
internal static class FederationGenerator
{
    public static readonly DateOnly Today = new(2010, 12, 1);
    public static readonly string[] Versions = ["20100906", "20100927", "20101022", "20101028", "20101125"];

    /// <summary>Folders and NODE_OS_VERSION of the OSes; a federation does not know the last.</summary>
    public static readonly (string Os, string Node)[] Oses =
        [("sl5.5-x86_64", "sl550-x86_64"), ("sl4", "sl480-i386"), ("el9", "el9x-x86_64"), ("other", "el8x-x86_64")];

    private static readonly string[] Stages = ["testbed", "production", "default"];
    private static readonly string[] Sites = ["lal", "llr", "a-1", "irfu_2"];
    private static readonly string[] Hosts = ["wn1.lal.example.org", "wn2.lal.example.org", "9.example.org", "a-b.example.org", "x"];
    private static readonly string[] Reasons = ["Lustre", "it's '' so", "a, b) } {c} # d;", "'", @"\n{{ x }} ""é"""];
    private static readonly string?[] Kernels = [null, "2.6.18-164.el5", "5.14.0-503.22.1.el9_5"];

    private static readonly Gen<string> Version = Pick(Versions);
    private static readonly Gen<string> Reason = Pick(Reasons);
    private static readonly Gen<string?> Kernel = Pick(Kernels);
    private static readonly Gen<string> KnownOs = Gen.Int[0, 2].Select(i => Oses[i].Os);
    private static readonly Gen<DateOnly> Day = Gen.Int[-60, 60].Select(d => Today.AddDays(d));

    /// <summary>A federation.</summary>
    public static readonly Gen<FederationDefinition> Federations =
        from skipped in Gen.Int[0, 2]
        from stageVersions in Some(Cross([.. Oses[..3].Select(o => o.Os)], Stages), Version, (at, version) => new StageVersion(at.First, at.Second, version, default), often: 3)
        from sites in Some(Sites, Gen.Select(Gen.Int[skipped, 2], Choices, Gen.Bool), (name, part) => SiteOf(name, part.Item1, part.Item2, part.Item3))
        from machines in Some(Hosts, Gen.Select(KnownOs, Version, Kernel, Reason, Day), (host, f) => new Freeze(host, null, f.Item1, f.Item2, f.Item3, f.Item4, "o'x@example.org", f.Item5, default))
        from frozen in Some(Cross(Sites, [.. Oses[..3].Select(o => o.Os)]), Gen.Select(Version, Kernel, Reason, Day), (at, f) => new Freeze(null, at.First, at.Second, f.Item1, f.Item2, f.Item3, "o@example.org", f.Item4, default))
        from plans in Some([.. Oses[..3].Select(o => o.Os)], PlanSites.Array[1, 2], Plans)
        from history in Gen.Select(Day, KnownOs, Pick(Stages), Version, Pick<string?>([null, .. Sites])).Array[0, 12]
        select new FederationDefinition
        {
            Name = "GRIF # ' {x}",
            Contact = "security@example.org",
            Stages = [.. Stages.Skip(skipped)],
            StageVersions = [.. stageVersions.Where(v => Array.IndexOf(Stages, v.Stage) >= skipped)],
            Sites = [.. sites],
            Freezes = [.. machines, .. frozen.Where(f => sites.Any(s => s.Name == f.Site))],
            Kernels = [.. plans.SelectMany(p => p).Select(p => p with { Sites = [.. p.Sites.Where(r => sites.Any(s => s.Name == r.Site))] })],
            History = [.. history.Select(h => new Promotion(h.Item1, h.Item2, h.Item3, h.Item4) { Site = h.Item5 })],
        };

    /// <summary>Every kind of machine: host, site or null, OS.</summary>
    public static readonly ImmutableArray<(string Host, string? Site, (string Os, string Node) Os)> AllMachines =
        [.. from host in Hosts.Append("unfrozen.example.org") from site in Sites.Append<string?>("unknown").Append(null) from os in Oses select (host, site, os)];

    /// <summary>One of them.</summary>
    public static readonly Gen<(string Host, string? Site, (string Os, string Node) Os)> Machines = Pick([.. AllMachines]);

    /// <summary>One choice an OS: a kind below 0 lags, one up to 4 stays on the version of that index, one above has a version early.</summary>
    private static Gen<ImmutableArray<(string Os, int Kind, int Lag)>> Choices =>
        Some([.. Oses[..3].Select(o => o.Os)], Gen.Select(Gen.Int[-5, 9], Gen.Int[1, 40]), (os, c) => (os, c.Item1, c.Item2)).Select(a => a.ToImmutableArray());

    private static Gen<KernelPlanSite[]> PlanSites =>
        Some(Sites, Gen.Select(Version, Kernel, Day, Gen.Int[0, 3]), (site, r) => new KernelPlanSite(
            site, r.Item1, r.Item2, r.Item4 == 0 ? null : r.Item3, r.Item4 == 1 ? "own@example.org" : "", r.Item4 == 2 ? Today : null, default));

    /// <summary>The files of a federation, by their names without extension.</summary>
    public static IReadOnlyDictionary<string, string> Render(FederationDefinition federation, PanExtension extension, ErrataTemplates templates)
    {
        DiagnosticBag diagnostics = [];
        OsDefinition[] oses = [.. Oses[..3].Select(o => new OsDefinition { Name = o.Os, NodeOsVersion = o.Node, Arch = "x86_64", Pan = Target(o.Os, extension) })];
        IReadOnlyList<OutputFile> files = FederationRenderer.Render(federation, oses, Today, templates, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return files.ToDictionary(f => Path.ChangeExtension(f.RelativePath, null), f => f.Text);
    }

    /// <summary>One of the OSes is of today: its kernels are locked by yum and dnf, and those of the others are not.</summary>
    private static PanTarget Target(string os, PanExtension extension) =>
        os == "el9" ? new(extension, PanShape.Table, PackageBackend.YumDnf) : new(extension, PanShape.Lines, PackageBackend.Spma);

    private static Site SiteOf(string name, int stage, ImmutableArray<(string Os, int Kind, int Lag)> choices, bool contact) => new()
    {
        Name = name,
        Stage = Stages[stage],
        Contact = contact ? $"{name}@example.org" : "",
        Stays = [.. choices.Where(c => c.Kind is >= 0 and < 5).Select(c => new SiteStay(c.Os, Versions[c.Kind], default))],
        Earlies = [.. choices.Where(c => c.Kind >= 5).Select(c => new SiteEarly(c.Os, Versions[c.Kind - 5], default))],
        Lags = [.. choices.Where(c => c.Kind < 0).Select(c => new SiteLag(c.Os, c.Lag, default))],
    };

    // Of the plans of one OS only the last may be open.
    private static KernelPlan[] Plans(string os, KernelPlanSite[][] plans) =>
        [.. plans.Select((sites, i) => new KernelPlan(os, $"2.6.18-{i.ToString(CultureInfo.InvariantCulture)}", Versions[^1], i == 0 ? Today : null,
            [.. sites.Select(s => i < plans.Length - 1 ? s with { Done = Today } : s)], default))];

    private static (string First, string Second)[] Cross(string[] first, string[] second) => [.. first.SelectMany(f => second.Select(s => (f, s)))];

    /// <summary>A result for some of the keys: of each four <paramref name="often"/>.</summary>
    private static Gen<TResult[]> Some<TKey, T, TResult>(TKey[] keys, Gen<T> gen, Func<TKey, T, TResult> make, int often = 1) =>
        Gen.Select(Gen.Int[0, 3], gen).Array[keys.Length].Select(values => values.Zip(keys).Where(p => p.First.Item1 < often)
            .Select(p => make(p.Second, p.First.Item2)).ToArray());

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
