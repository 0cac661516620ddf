using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>A row of the table of what an update version does to a profile: its packages before, the errata, its packages after.</summary>
/// <remarks>
/// Sections of a file <c>*.case</c>, with <see cref="PackageLines"/> below each: <c>errata</c>; <c>held</c> kernels; <c>before</c>; <c>after</c>; where it differs <c>unversioned</c>,
/// what a table for yum or dnf does with OS_ERRATA_LOCK_UNVERSIONED, and <c>legacy</c>, what lines do with the functions of SPMA trees, or <c>error</c> and what the
/// compiler says there; <c>holds</c>, families that the site holds; <c>pins</c>, which the site sets in <c>rpms/updates</c>; <c>arch</c>, the machine's own where it is not x86_64.
/// </remarks>
internal sealed class SemanticsCase
{
    /// <summary>Name of the update version.</summary>
    public const string VersionName = "20250211";

    private readonly Dictionary<string, List<string>> _sections = new(StringComparer.Ordinal);

    private SemanticsCase(string name, IEnumerable<string> lines)
    {
        Name = name;
        List<string>? section = null;
        foreach (string line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] != ' ') _sections.Add(line, section = []);
            else section!.Add(line.Trim());
        }

        string[] known = ["errata", "held", "before", "after", "unversioned", "legacy", "error", "holds", "pins", "arch"];
        if (_sections.Keys.Except(known).FirstOrDefault() is { } unknown) throw new FormatException($"{name}: {unknown}");
        Version = VersionOf(this["errata"], this["held"]);
    }

    /// <summary>All of them.</summary>
    public static ImmutableArray<SemanticsCase> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Pan", "Semantics", "Cases"), "*.case").Order(StringComparer.Ordinal)
            .Select(f => new SemanticsCase(Path.GetFileNameWithoutExtension(f), File.ReadLines(f))),
    ];

    public string Name { get; }

    public UpdateVersion Version { get; }

    public IReadOnlyList<string> Before => this["before"];

    public IReadOnlyList<string> Pins => this["pins"];

    public IReadOnlyList<string> Holds => this["holds"];

    public string Arch => _sections.TryGetValue("arch", out List<string>? arch) ? arch.Single() : "x86_64";

    private IReadOnlyList<string> this[string section] => _sections.TryGetValue(section, out List<string>? lines) ? lines : [];

    /// <summary>The packages after, or null where the profile does not compile.</summary>
    public IReadOnlyList<string>? After(SemanticsTarget target, PackageLibrary library)
    {
        bool legacy = library == PackageLibrary.Legacy && target.Pan.Shape == PanShape.Lines;
        if (legacy && _sections.ContainsKey("error")) return null;
        string section = legacy && _sections.ContainsKey("legacy") ? "legacy" : target.LocksUnversioned && _sections.ContainsKey("unversioned") ? "unversioned" : "after";
        return [.. this[section].Order(StringComparer.Ordinal)];
    }

    /// <summary>What the compiler says where <see cref="After"/> is null.</summary>
    public string Error => this["error"].Single();

    /// <summary>An update version of packages, <c>name version arch</c>.</summary>
    public static UpdateVersion VersionOf(IEnumerable<string> errata, IEnumerable<string> held) => new()
    {
        Definition = new() { Version = VersionName, Kind = UpdateKind.Monthly, State = UpdateState.Draft, Cutoff = DateTimeOffset.UnixEpoch },
        Previous = null,
        Packages = Packages(errata, PackageRule.Advisory),
        Held = Packages(held, PackageRule.Held),
        KernelDebt = [],
        Missing = [],
        OtherProducts = [],
        Questions = [],
        Changes = [],
        ArchChanges = [],
        Settings = [],
    };

    /// <summary>The package of a line <c>name version arch</c>.</summary>
    public static Nevra Nevra(string line) => line.Split(' ') is [var name, var version, var arch, ..] ? Plan.Nevra($"{name}-{version}.{arch}") : throw new FormatException(line);

    public override string ToString() => Name;

    private static ImmutableArray<UpdatePackage> Packages(IEnumerable<string> lines, PackageRule rule) =>
    [
        .. lines.Select(l => new UpdatePackage(Nevra(l), rule, VersionName, [], null, new("case", 1, 1)))
            .OrderBy(p => (p.Nevra.Name, p.Nevra.Arch), GrifOrder.Instance),
    ];
}
