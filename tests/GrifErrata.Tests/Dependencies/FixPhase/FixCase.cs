using System.Collections.Immutable;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Pan;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>An OS's sources and an update version, written as a text that a reviewer can read.</summary>
/// <remarks>
/// <c>base</c>, <c>errata</c>, <c>other</c> say where the packages below are; <c>package</c> as in <see cref="DependencyCase"/>; <c>listed N...</c> packages without
/// dependencies; <c>advisory N...</c> builds that advisories name (without any, the newest of all errata are the version); <c>machine N...</c> the packages of a
/// machine, whose packages after the version and its fix are told; lines below <c>yaml</c> are the update's YAML.
/// </remarks>
internal sealed class FixCase
{
    private readonly List<(PackageOrigin Origin, CasePackage Package)> _packages = [];
    private readonly List<(PackageOrigin Origin, Nevra Nevra)> _listed = [];
    private readonly List<Nevra> _advisories = [];
    private readonly List<ImmutableArray<Nevra>> _machines = [];
    private PanTarget _pan = new(PanExtension.Tpl, PanShape.Lines, PackageBackend.Spma);
    private readonly StringBuilder _yaml = new("kind: monthly\nstate: draft\n");

    public PackageTable Table { get; private set; } = null!;

    public OsErrata Errata { get; private set; } = null!;

    public UpdateVersion Version { get; private set; } = null!;

    public FixPlan Plan { get; private set; } = null!;

    public IReadOnlyList<ImmutableArray<Nevra>> Machines => _machines;

    public DiagnosticBag Diagnostics { get; } = [];

    public static FixCase Parse(string text)
    {
        FixCase found = new();
        PackageOrigin origin = PackageOrigin.Base;
        CasePackage? last = null;
        bool isYaml = false;
        foreach (string line in text.Split('\n').Where(l => l.Trim().Length > 0 && !l.StartsWith('#')))
        {
            string[] words = line.Trim().Split(' ', 2);
            string rest = words.Length > 1 ? words[1] : string.Empty;
            if (char.IsWhiteSpace(line[0]))
            {
                if (isYaml) found._yaml.Append(line[2..]).Append('\n');
                else last!.Add(words[0], rest);
                continue;
            }

            isYaml = words[0] == "yaml";
            switch (words[0])
            {
                case "yaml": break;
                case "backend": found._pan = new(PanExtension.Pan, PanShape.Table, Enum.Parse<PackageBackend>(rest, ignoreCase: true)); break;
                case "base": origin = PackageOrigin.Base; break;
                case "errata": origin = PackageOrigin.Errata; break;
                case "other": origin = PackageOrigin.Other; break;
                case "package": found._packages.Add((origin, last = CasePackage.Parse(rest.Split(' '), 0))); break;
                case "listed": found._listed.AddRange(CasePackage.Nevras(rest).Select(n => (origin, n))); break;
                case "advisory": found._advisories.AddRange(CasePackage.Nevras(rest)); break;
                case "machine": found._machines.Add([.. CasePackage.Nevras(rest)]); break;
                default: throw new FormatException(line);
            }
        }

        found.Run();
        return found;
    }

    private void Run()
    {
        PackageTableBuilder table = new();
        foreach (PackageOrigin origin in Enum.GetValues<PackageOrigin>())
        {
            table.StartOrigin(origin);
            table.StartRepository();
            foreach ((_, CasePackage package) in _packages.Where(p => p.Origin == origin)) package.AddTo(table);
            foreach ((_, Nevra nevra) in _listed.Where(p => p.Origin == origin)) table.AddListed(nevra, null, null);
        }

        Table = table.Build();
        OsDefinition os = new()
        {
            Name = "el9", NodeOsVersion = "el9x-x86_64", Arch = "x86_64", Pan = _pan, Location = new("os.yaml", 1, 1),
            Selection = _advisories.Count > 0 ? Selection.Advisories : Selection.Repository,
        };
        Advisory[] advisories = _advisories.Count == 0 ? [] : [new Advisory
        {
            Id = "RHSA-2026:0001", Type = AdvisoryType.Security, Issued = CasePackage.Day("2026-08-01"), Packages = [.. _advisories.Select(n => new AdvisoryPackage(n))], Origin = new("a.xml", 1, 1),
        }];
        Repository Of(PackageOrigin origin) => Repository.Merge(_packages.Where(p => p.Origin == origin).Select(p => new Package(p.Package.Nevra, p.Package.Built, null, new("p", 1, 1)))
            .Concat(_listed.Where(p => p.Origin == origin).Select(p => new Package(p.Nevra, null, null, new("p", 1, 1)))), Diagnostics);
        UpdateDefinition update = UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(_yaml.ToString()), "updates/20260901.yaml", Diagnostics)
            ?? throw new FormatException(string.Join('\n', Diagnostics));
        Errata = OsErrata.Of(os, Of(PackageOrigin.Base), Of(PackageOrigin.Errata), [.. advisories], [update]);
        Version = UpdatePlanner.Plan(Errata, Diagnostics).Single();
        Plan = FixPlanner.Plan(Table, Version, Errata);
    }

    /// <summary>The template, the findings, and each machine before and after.</summary>
    public string Describe()
    {
        StringBuilder text = new();
        if (Plan.Blocks.IsEmpty) text.Append("no fix\n");
        else text.Append(Template(_pan.ExtensionText));
        foreach (FixFinding finding in Plan.Findings) text.Append('\n').Append(finding.Descriptor.Code).Append(' ').Append(finding.Text).Append('\n');
        if (Plan.Unchecked > 0) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nnot checked: {Plan.Unchecked}\n");
        foreach (ImmutableArray<Nevra> machine in _machines)
        {
            ImmutableArray<Nevra> after = FixedMachine.Apply(machine, Version, Plan, Errata.Os);
            text.Append("\nbefore ").AppendJoin(' ', machine.Select(m => m.ToString()).Order(StringComparer.Ordinal)).Append("\nafter  ").AppendJoin(' ', after).Append('\n');
            string[] before = [.. BrokenRules.Of(Table, machine).Select(b => b.Text)];
            foreach (string broken in BrokenRules.Of(Table, after).Select(b => b.Text)) text.Append(before.Contains(broken) ? "broken before: " : "broken: ").Append(broken).Append('\n');
        }

        return text.ToString();
    }

    public string Template(string extension)
    {
        DiagnosticBag diagnostics = [];
        string? text = ErrataTemplates.Load(null, diagnostics)![$"fix.{extension}"].Render(FixModel.Of(Version, Errata.Os, Plan), diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return text!;
    }
}
