using System.Globalization;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Tests.Pan.Semantics;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>The fix of random updates, applied to random machines that were whole before.</summary>
public sealed class RandomMachines
{
    private const int Most = 9;

    // More by hand: GrifErrataFixSeeds=100000.
    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("GrifErrataFixSeeds"), out int seeds) ? seeds : 1500;

    [Test]
    public void A_machine_that_was_whole_is_whole_after_the_version_and_its_fix_or_the_plan_says_what_is_wrong()
    {
        int needed = 0, excused = 0, machines = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            (FixCase found, IReadOnlyList<IReadOnlyList<Nevra>> whole) = Random(seed);
            foreach (IReadOnlyList<Nevra> machine in whole)
            {
                IReadOnlyList<Nevra> after = FixedMachine.Apply(machine, found.Version, found.Plan, found.Errata.Os);
                IReadOnlyList<BrokenRule> broken = BrokenRules.Of(found.Table, after);
                machines++;
                if (BrokenRules.Of(found.Table, FixedMachine.Apply(machine, found.Version, FixPlan.Empty, found.Errata.Os)).Count > 0 && broken.Count == 0) needed++;
                if (broken.Count == 0) continue;

                // A person was told of what is broken.
                if (broken.All(b => found.Plan.Findings.Any(f => f.Descriptor != FixDiagnostics.Choice && Names(f.Text).Contains(b.Package.Name))))
                {
                    excused++;
                    continue;
                }

                Assert.Fail($"seed {seed}\nmachine {string.Join(' ', machine)}\nafter {string.Join(' ', after)}\nbroken {string.Join("; ", broken)}\n{found.Describe()}");
            }
        }

        Assert.That(excused, Is.LessThan(machines / 3), $"of {machines} machines");
        Assert.That(needed, Is.GreaterThan(machines / 50), $"of {machines} machines");
    }

    [Test]
    public void A_fix_lowers_nothing_that_the_version_set_and_twice_is_as_once()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            (FixCase found, IReadOnlyList<IReadOnlyList<Nevra>> whole) = Random(seed);
            foreach (IReadOnlyList<Nevra> machine in whole)
            {
                IReadOnlyList<Nevra> set = FixedMachine.Apply(machine, found.Version, FixPlan.Empty, found.Errata.Os);
                IReadOnlyList<Nevra> after = FixedMachine.Apply(machine, found.Version, found.Plan, found.Errata.Os);
                foreach (Nevra nevra in set)
                {
                    foreach (Nevra now in after.Where(a => a.Name == nevra.Name && a.Arch == nevra.Arch))
                        Assert.That(now.Evr.CompareTo(nevra.Evr), Is.GreaterThanOrEqualTo(0), $"seed {seed}: {nevra}");
                }

                IReadOnlyList<Nevra> again = FixedMachine.Apply(after, found.Version, found.Plan, found.Errata.Os);
                Assert.That(string.Join(' ', again), Is.EqualTo(string.Join(' ', after)), $"seed {seed}\nmachine {string.Join(' ', machine)}\n{found.Describe()}");
            }
        }
    }

    [Test]
    public void The_Pan_of_a_version_and_its_fix_does_what_the_library_says([Values] bool isLegacy)
    {
        SemanticsTarget[] targets = [.. SemanticsTarget.All.Where(t => !t.InMixedFederation && t.Pan.Backend == PackageBackend.Spma)];
        int fixes = 0;
        for (int seed = 0; seed < Seeds / 50; seed++)
        {
            (FixCase found, IReadOnlyList<IReadOnlyList<Nevra>> whole) = Random(seed);
            if (found.Plan.Blocks.IsEmpty) continue;
            fixes++;
            SemanticsTarget target = targets[seed % targets.Length];
            SemanticsSite site = new();
            string errata = $"rpms/errata/{found.Version.Name}", fix = $"{errata}-fix";
            site.AddVersion("os", found.Version, target);
            site.Add($"os/{fix}.{target.Pan.ExtensionText}", found.Template(target.Pan.ExtensionText));
            for (int i = 0; i < whole.Count; i++)
            {
                string name = $"m{i.ToString(CultureInfo.InvariantCulture)}";
                site.AddMachine(name, "os", target, Lines(whole[i]), "x86_64", errata, fix);
                Assert.That(PackageLines.Of(site.Pan.Evaluate(name, isLegacy ? PackageLibrary.Legacy : PackageLibrary.Core)),
                    Is.EqualTo(Lines(FixedMachine.Apply(whole[i], found.Version, found.Plan, found.Errata.Os))), $"seed {seed}\n{found.Describe()}");
            }
        }

        Assert.That(fixes, Is.GreaterThan(Seeds / 150));

        static IEnumerable<string> Lines(IEnumerable<Nevra> packages) => packages.Select(n => $"{n.Name} {n.Evr.VersionRelease} {n.Arch}").Order(StringComparer.Ordinal);
    }

    // A release of a few packages, an update of some of them, and machines that are whole.
    private static (FixCase Case, IReadOnlyList<IReadOnlyList<Nevra>> Machines) Random(int seed)
    {
        Random random = new(seed);
        StringBuilder text = new();
        Write("base", 1, 0.9);
        Write("errata", 2, 0.5);
        Write("other", 1, 0.2, prefix: "q");
        if (random.Next(2) == 0) text.Append("advisory p0-2-1.x86_64 p1-2-1.x86_64 p3-2-1.noarch p4-2-1.x86_64 p6-2-1.x86_64\n");
        FixCase found = FixCase.Parse(text.ToString());
        List<IReadOnlyList<Nevra>> machines = [];
        for (int i = 0; i < 6; i++)
        {
            if (Whole(found.Table, random) is { Count: > 0 } machine) machines.Add(machine);
        }

        return (found, machines);

        void Write(string origin, int version, double share, string prefix = "p")
        {
            text.Append(origin).Append('\n');
            for (int i = 0; i < Most; i++)
            {
                if (random.NextDouble() > share) continue;
                string arch = i % 3 == 0 ? "noarch" : "x86_64";
                text.Append(CultureInfo.InvariantCulture, $"package {prefix}{i}-{version}-1.{arch} source s{i / 2}-{version}-1.src.rpm\n");
                if (i % 3 == 1 && random.Next(3) == 0) text.Append(CultureInfo.InvariantCulture, $"  provides cap{random.Next(3)} = {version}\n");
                for (int n = random.Next(3); n > 0; n--)
                {
                    int other = random.Next(Most);
                    string name = random.Next(8) switch { 0 => $"cap{random.Next(3)}", 1 => $"q{other}", _ => $"p{other}" };
                    text.Append(CultureInfo.InvariantCulture, $"  requires {name}{(random.Next(3) == 0 ? $" {(random.Next(2) == 0 ? ">=" : "=")} {version}" : string.Empty)}\n");
                }

                if (version == 2 && random.Next(8) == 0) text.Append(CultureInfo.InvariantCulture, $"  obsoletes p{random.Next(Most)} < 2\n");
            }
        }
    }

    // Packages of the release and what they need, until nothing is missing.
    private static List<Nevra>? Whole(PackageTable table, Random random)
    {
        List<int> shipped = [.. Enumerable.Range(0, table.Count).Where(p => table.OriginOf(p) != PackageOrigin.Errata)];
        if (shipped.Count == 0) return null;
        HashSet<int> machine = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => shipped[random.Next(shipped.Count)])];
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach (int package in machine.ToList())
            {
                foreach (int requirement in table.Requires[package].ToArray())
                {
                    int[] ways = [.. table.ProvidersOf(requirement).ToArray().Where(shipped.Contains)];
                    if (ways.Any(machine.Contains)) continue;
                    if (ways.Length == 0) return null;
                    machine.Add(ways[random.Next(ways.Length)]);
                    grew = true;
                }
            }
        }

        List<Nevra> nevras = [.. machine.Select(table.Nevra)];
        return BrokenRules.Of(table, nevras).Count == 0 ? nevras : null;
    }

    // p0 of p0-1-1.x86_64.
    private static HashSet<string> Names(string text) => [.. text.Split(' ', ',', ':', ';', '(', ')').Where(w => w.Length > 1 && w[0] is 'p' or 'q' or 'c').Select(w => w.Split('-')[0])];
}
