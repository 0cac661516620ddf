using System.Globalization;
using System.Text.Json;
using GrifErrata.Dependencies;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>A random repository with a machine and an update, small enough to be decided by trying everything.</summary>
internal sealed record RandomRepository(IReadOnlyList<RandomPackage> Packages, IReadOnlyList<string> Installed, IReadOnlyList<string> Update)
{
    /// <summary>The repository of a seed.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="rich">Whether some requirements are rich.</param>
    public static RandomRepository Of(int seed, bool rich)
    {
        Random random = new(seed);
        int names = random.Next(4, 10);
        List<RandomPackage> packages = [];
        for (int name = 0; name < names; name++)
        {
            int versions = random.Next(1, 4);
            for (int version = 1; version <= versions; version++)
            {
                packages.Add(new(
                    $"p{name}", $"{version}-1", "x86_64",
                    Some(random, 2, () => $"c{random.Next(names)}{(random.Next(2) == 0 ? "" : $" = {random.Next(1, 4)}")}"),
                    Some(random, 3, () => rich && random.Next(3) == 0 ? Rich(random, names) : Dependency(random, names)),
                    random.Next(5) == 0 ? Some(random, 1, () => Dependency(random, names)).Where(d => !d.StartsWith($"p{name}", StringComparison.Ordinal)).ToArray() : [],
                    random.Next(5) == 0 ? Some(random, 1, () => $"p{random.Next(names)} < {random.Next(1, 4)}").Where(d => !d.StartsWith($"p{name} ", StringComparison.Ordinal)).ToArray() : []));
            }
        }

        List<RandomPackage> machine = [.. packages.Where(p => p.Evr == "1-1" && random.Next(3) > 0)];
        List<string> update =
        [
            .. packages.Where(p => p.Evr != "1-1" && machine.Exists(m => m.Name == p.Name) && random.Next(3) == 0).GroupBy(p => p.Name).Select(g => g.Last().ToString()),
        ];
        return new(packages, [.. machine.Select(m => m.ToString())], update);
    }

    public DependencyCase ToCase()
    {
        PackageTableBuilder table = new();
        table.StartRepository();
        foreach (RandomPackage p in Packages) table.Add(Parse(p.ToString()), p.Provides, p.Requires, p.Conflicts, p.Obsoletes, []);
        return new(table.Build(), [.. Installed.Select(Parse)], [.. Update.Select(Parse)], new());
    }

    /// <summary>As the text of a <see cref="DependencyCase"/>.</summary>
    public string ToText() => $"installed {string.Join(' ', Installed)}\nupdate {string.Join(' ', Update)}\n" + string.Concat(Packages.Select(p => $"package {p}\n"
        + string.Concat(new (string Kind, string[] Texts)[] { ("provides", p.Provides), ("requires", p.Requires), ("conflicts", p.Conflicts), ("obsoletes", p.Obsoletes) }
            .SelectMany(l => l.Texts.Select(t => $"  {l.Kind} {t}\n")))));

    public string ToJson() => JsonSerializer.Serialize(new
    {
        packages = Packages.Select(p => new { name = p.Name, evr = p.Evr, arch = p.Arch, provides = p.Provides, requires = p.Requires, conflicts = p.Conflicts, obsoletes = p.Obsoletes }),
        installed = Installed,
        update = Update,
    });

    private static Nevra Parse(string text) => NevraParser.Parse(text, out _)!;

    private static string[] Some(Random random, int most, Func<string> make) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => make()).Distinct(StringComparer.Ordinal)];

    private static string Dependency(Random random, int names)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{(random.Next(3) == 0 ? 'c' : 'p')}{random.Next(names)}");
        return random.Next(2) == 0 ? name : $"{name} {new[] { "<", "<=", "=", ">=", ">" }[random.Next(5)]} {random.Next(1, 4)}";
    }

    private static string Rich(Random random, int names)
    {
        string Part() => random.Next(4) == 0 ? Rich(random, names) : Dependency(random, names);
        return random.Next(5) switch
        {
            0 => $"({Part()} and {Part()})",
            1 => $"({Part()} or {Part()})",
            2 => $"({Part()} if {Part()})",
            3 => $"({Part()} if {Part()} else {Part()})",
            _ => $"({Dependency(random, names)} with {Dependency(random, names)})",
        };
    }
}

/// <summary>A package of a <see cref="RandomRepository"/>.</summary>
internal sealed record RandomPackage(string Name, string Evr, string Arch, string[] Provides, string[] Requires, string[] Conflicts, string[] Obsoletes)
{
    public override string ToString() => $"{Name}-{Evr}.{Arch}";
}
