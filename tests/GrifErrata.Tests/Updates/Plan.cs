using System.Collections.Immutable;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

/// <summary>A small OS written as text, planned.</summary>
internal sealed class Plan
{
    private readonly List<Package> _base = [];
    private readonly List<Package> _errata = [];
    private readonly List<Advisory> _advisories = [];
    private readonly List<UpdateDefinition> _updates = [];

    public Selection Selection { get; init; } = Selection.Repository;

    public KernelRule Kernel { get; init; } = KernelRule.Default;

    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>Packages of the base release, NEVRAs.</summary>
    public Plan Base(params string[] nevras)
    {
        _base.AddRange(nevras.Select(n => Package(n, null)));
        return this;
    }

    /// <summary>Deployable packages that became available on a day.</summary>
    public Plan Errata(string day, params string[] nevras)
    {
        _errata.AddRange(nevras.Select(n => Package(n, Time(day))));
        return this;
    }

    /// <summary>An advisory of a day; security unless its id starts with RHBA.</summary>
    public Plan Advisory(string id, string? day, string cves, params string[] nevras)
    {
        _advisories.Add(new Advisory
        {
            Id = id,
            Type = id.StartsWith("RHBA", StringComparison.Ordinal) ? AdvisoryType.Bugfix : AdvisoryType.Security,
            Issued = day is null ? null : Time(day),
            References = [.. cves.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => new AdvisoryReference("cve", c))],
            Packages = [.. nevras.Select(n => new AdvisoryPackage(Nevra(n)))],
            Origin = new("advisories.xml", _advisories.Count + 1, 1),
        });
        return this;
    }

    /// <summary>A critical advisory without CVEs.</summary>
    public Plan Critical(string id, string day, params string[] nevras)
    {
        Advisory(id, day, string.Empty, nevras);
        _advisories[^1] = _advisories[^1] with { Severity = AdvisorySeverity.Critical };
        return this;
    }

    /// <summary>Changes the last advisory.</summary>
    public Plan But(Func<Advisory, Advisory> change)
    {
        _advisories[^1] = change(_advisories[^1]);
        return this;
    }

    /// <summary>Joins the advisories of one id, as if they came from several files.</summary>
    public Plan Merged()
    {
        Advisory[] merged = [.. AdvisoryMerge.Merge(_advisories, Diagnostics)];
        _advisories.Clear();
        _advisories.AddRange(merged);
        return this;
    }

    /// <summary>An update definition, its YAML.</summary>
    public Plan Update(string version, string yaml)
    {
        if (UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), $"updates/{version}.yaml", Diagnostics) is { } update) _updates.Add(update);
        return this;
    }

    /// <summary>A monthly draft without more.</summary>
    public Plan Monthly(string version, string more = "") => Update(version, $"kind: monthly\nstate: draft\n{more}");

    /// <summary>The facts, in the order given or shuffled.</summary>
    public OsErrata Facts(Random? shuffle = null)
    {
        Package[] shipped = [.. _base], errata = [.. _errata];
        Advisory[] advisories = [.. _advisories];
        UpdateDefinition[] updates = [.. _updates];
        shuffle?.Shuffle(shipped);
        shuffle?.Shuffle(errata);
        shuffle?.Shuffle(advisories);
        shuffle?.Shuffle(updates);
        OsDefinition os = new()
        {
            Name = "sl5.5-x86_64",
            NodeOsVersion = "sl550-x86_64",
            Arch = "x86_64",
            Pan = new(PanExtension.Tpl, PanShape.Lines, PackageBackend.Spma),
            Selection = Selection,
            Kernel = Kernel,
            Location = new("os.yaml", 1, 1),
        };
        return OsErrata.Of(os, Repository.Merge(shipped, Diagnostics), Repository.Merge(errata, Diagnostics), [.. advisories], [.. updates]);
    }

    public ImmutableArray<UpdateVersion> Versions() => UpdatePlanner.Plan(Facts(), Diagnostics);

    public UpdateVersion Last() => Versions()[^1];

    /// <summary>The packages of the last version, one a line: NEVRA, rule, since.</summary>
    public string Lines() => Lines(Last().Packages);

    public static string Lines(IEnumerable<UpdatePackage> packages) => string.Join('\n', packages.Select(p => $"{p.Nevra} {p.Rule} {p.Since}"));

    /// <summary>The diagnostics as printed, after planning.</summary>
    public string Printed()
    {
        Versions();
        return string.Join('\n', Diagnostics);
    }

    public static Nevra Nevra(string text) =>
        NevraParser.TryParse(text, out Nevra? nevra) ? nevra : throw new ArgumentException(text, nameof(text));

    private static Package Package(string nevra, DateTimeOffset? time) => new(Nevra(nevra), time, null, new("packages.csv", 1, 1));

    private static DateTimeOffset Time(string day) => DateTimeOffset.Parse(
        day, System.Globalization.CultureInfo.InvariantCulture,
        System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal);
}
