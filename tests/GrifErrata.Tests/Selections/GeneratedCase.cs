using System.Collections.Immutable;
using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Selections;

namespace GrifErrata.Tests.Selections;

/// <summary>A machine with one or two repositories and what is asked for, from a seed.</summary>
internal sealed record GeneratedCase(
    int Seed, ImmutableArray<Nevra> Installed, ImmutableArray<GeneratedRepository> Repositories, ImmutableArray<string> Streams, ImmutableArray<SelectionRequest> Requests)
{
    public string Name => $"c{Seed:D3}";

    /// <summary>Writes the repositories, and case.json for dnf-select.py.</summary>
    public void Write(string root)
    {
        string folder = Path.Combine(root, Name);
        foreach (GeneratedRepository repository in Repositories) repository.Write(folder);
        File.WriteAllText(Path.Combine(folder, "case.json"), JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["installed"] = Installed.Select(n => (string[])[n.Name, n.Evr.ToString(), n.Arch]),
            ["sources"] = Repositories.Select(r => new Dictionary<string, object> { ["name"] = r.Name, ["priority"] = r.Priority }),
            ["streams"] = Repositories.Any(r => !r.Modules.IsEmpty) ? Streams : null,
            ["queries"] = Requests.Select(r => new Dictionary<string, object>
            {
                ["types"] = r.Types.Select(t => char.ToLowerInvariant(t.ToString()[0]) + t.ToString()[1..]), ["advisories"] = r.Advisories, ["cves"] = r.Cves, ["severities"] = r.Severities, ["minimal"] = r.Minimal,
            }),
        }));
    }

    /// <summary>Makes the case of a seed. Each three in ten have obsoletes, two priorities, modules.</summary>
    public static GeneratedCase Of(int seed)
    {
#pragma warning disable CA5394 // Reproducible, not secret.
        Random random = new(seed);
        bool modular = seed % 10 is 7 or 8 or 9, obsoleting = seed % 10 is 4 or 5 or 6, two = seed % 10 is 2 or 3 or 6 or 9;

        // libdnf before 0.70.1 loses fixes of packages that change to or from noarch when a filter is given, so only one in ten has such.
        bool changing = seed % 10 == 1;
        string[] names = ["auk", "coot", "crane", "dunlin", "egret", "gull"];
        Dictionary<string, string[]> arches = names.ToDictionary(n => n, _ => Pick<string[]>([["x86_64"], ["x86_64"], ["x86_64", "i686"], ["noarch"]]));
        PackageRelation relation = new(Pick(names[..^1]), Pick<string>(["", "LT", "LE", "GE"]), random.Next(3) == 0 ? AnyEvr() with { Release = string.Empty } : AnyEvr());
        ImmutableArray<GeneratedRepository>.Builder repositories = ImmutableArray.CreateBuilder<GeneratedRepository>();
        List<Nevra> all = [];

        // Advisories name the module of every modular build: finding it by NEVRA is ours alone (docs/selection-as-dnf.md).
        List<(Nevra Artifact, string Stream)> artifacts = [];
        for (int r = 0; r < (two ? 2 : 1); r++)
        {
            List<GeneratedPackage> packages = [.. names.SelectMany(Builds).DistinctBy(p => p.Nevra)];
            List<GeneratedModule> modules = modular && r == 0 ? [.. Modules(packages)] : [];
            artifacts.AddRange(modules.SelectMany(m => m.Artifacts.Select(a => (a, m.Stream))));
            ILookup<Nevra, string> streams = artifacts.ToLookup(m => m.Artifact, m => m.Stream);
            List<Nevra> here = [.. packages.Select(p => p.Nevra)];
            all.AddRange(here);
            repositories.Add(new($"r{r}", random.Next(3) == 0 ? 50 : 99, [.. packages], [.. Enumerable.Range(0, random.Next(3, 9)).Select(i => Advisory(r, i, here, streams))], [.. modules],
                modules.Exists(m => m.Stream.StartsWith("m:2.10:", StringComparison.Ordinal)) && random.Next(3) == 0 ? "m:2.10" : null));
        }

        // A machine without a single package of its architecture does not say which it is.
        List<Nevra> installed = [new("base", new(0, "1", "1"), "x86_64"), .. names.Where(n => random.Next(4) > 0 && !(n == "gull" && obsoleting)).SelectMany(Installed)];
        SelectionRequest request = new() { Streams = modular ? Enabled() : [] };
        List<GeneratedAdvisory> advisories = [.. repositories.SelectMany(r => r.Advisories)];
        string[] ids = [.. advisories.Select(a => a.Id)], cves = [.. advisories.SelectMany(a => a.Cves)];
        List<SelectionRequest> requests =
        [
            request with { Types = [AdvisoryType.Security] }, request with { Types = [AdvisoryType.Bugfix, AdvisoryType.Enhancement] },
            request with { Advisories = [Pick(ids)] }, request with { Severities = ["Important"] },
        ];
        if (cves.Length > 0) requests.AddRange([request with { Cves = [Pick(cves)] }, request with { Cves = [Pick(cves)], Advisories = [Pick(ids)] }]);
        if (changing) requests.Clear();
        return new(seed, [.. installed], repositories.ToImmutable(), request.Streams ?? [], changing ? [request] :
            [request, .. requests, .. requests.Select(q => q with { Minimal = true }), request with { Minimal = true }]);

        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

        Evr AnyEvr() => new(random.Next(6) == 0 ? random.Next(1, 3) : 0, Pick<string>(["1.0", "1.1", "1.10", "2.0~rc1", "2.0"]), Pick<string>(["1", "2", "2.el8_1", "3.el8", "10"]));

        string[] Arches(string name) => changing ? Pick<string[]>([["x86_64"], ["noarch"], ["x86_64", "noarch"]]) : arches[name];

        IEnumerable<GeneratedPackage> Builds(string name)
        {
            bool obsoletes = name == "gull" && obsoleting;
            if (name == "gull" && !obsoletes) yield break;
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                Evr evr = AnyEvr();
                foreach (string arch in Arches(name)) yield return new(new(name, evr, arch), obsoletes ? relation : null);
            }
        }

        IEnumerable<Nevra> Installed(string name)
        {
            Nevra[] known = [.. all.Where(n => n.Name == name)];
            Evr evr = random.Next(2) == 0 && known.Length > 0 ? Pick(known).Evr : AnyEvr();
            string[] there = Arches(name);
            if (there.Length > 1 && random.Next(2) == 0) there = ["x86_64"];
            foreach (string arch in there.Contains("noarch") ? ["noarch"] : there) yield return new(name, evr, arch);
        }

        IEnumerable<GeneratedModule> Modules(List<GeneratedPackage> packages)
        {
            foreach (string stream in (string[])["m:2.1:20190101000000:c0ffee01", "m:2.10:20190101000000:c0ffee02", "n:latest:20200101000000:c0ffee03"])
            {
                List<Nevra> built = [.. packages.Select(p => p.Nevra).Where(n => n.Name[0] is not ('a' or 'g')).GroupBy(n => (n.Name, n.Evr)).Where(_ => random.Next(4) == 0).SelectMany(g => g)];
                if (built.Count > 0) yield return new(stream, [.. built]);
            }
        }

        ImmutableArray<string> Enabled() => Pick<ImmutableArray<string>>([[], ["m:2.1"], ["m:2.10"], ["m:2.10", "n:latest"], ["n:latest"]])
            .Where(s => repositories.Any(r => r.Modules.Any(m => m.Stream.StartsWith(s + ":", StringComparison.Ordinal)))).ToImmutableArray();

        GeneratedAdvisory Advisory(int repository, int number, List<Nevra> here, ILookup<Nevra, string> streams)
        {
            List<Nevra> listed = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(6) == 0 ? Pick(here) with { Evr = AnyEvr() } : Pick(here))
                .SelectMany(n => Arches(n.Name).Select(a => n with { Arch = a })).Distinct()];
            IEnumerable<GeneratedCollection> collections = listed.GroupBy(n => streams[n].FirstOrDefault(string.Empty)).Select(g => new GeneratedCollection([.. g], g.Key));
            return new($"ADV-{repository}{number}", Pick<string>(["security", "security", "bugfix", "enhancement", "newpackage"]), Pick<string>(["Important", "Low", "Critical", ""]),
                [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"CVE-2020-000{random.Next(6)}").Distinct()], [.. collections]);
        }
#pragma warning restore CA5394
    }
}
