using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;
using GrifErrata.Tests.Pan.Compilation;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>Random profiles and errata: both shapes, the library's own notion of a machine, and the compiler agree.</summary>
public sealed class ShapesOfOneVersion
{
    private const string Arch = "x86_64";

    private static readonly SemanticsTarget[] Spma = [.. SemanticsTarget.All.Where(t => !t.LocksUnversioned)];
    private static readonly SemanticsTarget[] Locking = [.. SemanticsTarget.All.Where(t => t.LocksUnversioned)];

    [Test]
    public void Lines_and_tables_make_one_profile() =>
        Gen.Select(ProfileGenerator.All, ProfileGenerator.Errata).Sample((profile, errata) => Agree(profile, errata, Spma, PackageLibrary.Core), iter: 100);

    [Test]
    public void Lines_and_tables_make_one_profile_with_the_functions_of_SPMA_trees() =>
        Gen.Select(ProfileGenerator.Versioned, ProfileGenerator.Errata).Sample((profile, errata) => Agree(profile, errata, Spma, PackageLibrary.Legacy), iter: 100);

    [Test]
    public void A_table_that_locks_packages_without_version_does_to_the_others_what_lines_do() =>
        Gen.Select(ProfileGenerator.All, ProfileGenerator.Errata).Sample((profile, errata) =>
        {
            string[] versioned = [.. profile.Where(l => l.Contains(' ', StringComparison.Ordinal))];
            return Agree([.. versioned], errata, [Spma[0], .. Locking], PackageLibrary.Core)
                && Locking.All(t => Evaluate(profile, errata, t, PackageLibrary.Core).Where(l => !profile.Contains(l.Split(' ')[0]))
                    .SequenceEqual(Evaluate(versioned, errata, t, PackageLibrary.Core), StringComparer.Ordinal));
        }, iter: 50);

    [Test]
    public void A_package_without_version_gets_the_machines_architecture_or_noarch_or_nothing() =>
        Gen.Select(ProfileGenerator.Versioned, ProfileGenerator.Errata).Sample((profile, errata) => Locking.All(target =>
        {
            IReadOnlyList<string> after = Evaluate(profile, errata, target, PackageLibrary.Core);
            return profile.Where(l => !l.Contains(' ', StringComparison.Ordinal)).All(name =>
            {
                string[] builds = [.. errata.Where(e => e.StartsWith(name + ' ', StringComparison.Ordinal))];
                string expected = builds.FirstOrDefault(b => b.EndsWith(' ' + Arch, StringComparison.Ordinal)) ?? builds.FirstOrDefault(b => b.EndsWith(" noarch", StringComparison.Ordinal)) ?? name;
                return after.Where(l => l.Split(' ')[0] == name).SequenceEqual([expected]);
            });
        }), iter: 100);

    [Test]
    public void A_profile_of_versions_becomes_what_the_library_says_of_a_machine() =>
        Gen.Select(ProfileGenerator.Complete, ProfileGenerator.Errata).Sample((profile, errata) =>
        {
            ImmutableArray<Nevra> after = FixedMachine.Apply(profile.Where(l => !l.Contains('*', StringComparison.Ordinal)).Select(SemanticsCase.Nevra), SemanticsCase.VersionOf(errata, []), FixPlan.Empty, Spma[0].Os);
            string[] expected = [.. after.Select(n => $"{n.Name} {n.Evr.VersionRelease} {n.Arch}").Concat(profile.Where(l => l.Contains('*', StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
            return SemanticsTarget.All.All(t => Evaluate(profile, errata, t, PackageLibrary.Core).SequenceEqual(expected, StringComparer.Ordinal));
        }, iter: 50);

    [Test]
    [NonParallelizable]
    public void The_compiler_makes_the_profiles_that_were_evaluated()
    {
        PanCompiler compiler = PanCompiler.OrSkip();

        // The functions of SPMA trees refuse a version without architecture.
        Gen<ImmutableArray<string>> profiles = compiler.Library == PackageLibrary.Core ? ProfileGenerator.All : ProfileGenerator.Versioned;
        Gen.Select(profiles, ProfileGenerator.Errata).Array[30].Sample(machines =>
        {
            SemanticsSite site = new();
            List<string> names = [];
            for (int i = 0; i < machines.Length; i++) names.AddRange(SemanticsTarget.All.Where(t => PanCompiler.Takes(t.Pan.Extension)).Select(t => Add(site, $"m{i}", machines[i].Item1, machines[i].Item2, t)));
            IReadOnlyDictionary<string, JsonElement> compiled = compiler.Compile(site.Pan, names);
            foreach (string name in names) Assert.That(PackageLines.Of(compiled[name]), Is.EqualTo(PackageLines.Of(site.Pan.Evaluate(name, compiler.Library))), name);
        }, iter: 1, threads: 1);
    }

    private static bool Agree(IReadOnlyList<string> profile, IReadOnlyList<string> errata, SemanticsTarget[] targets, PackageLibrary library)
    {
        IReadOnlyList<string> first = Evaluate(profile, errata, targets[0], library);
        return targets.Skip(1).All(t => Evaluate(profile, errata, t, library).SequenceEqual(first, StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Evaluate(IReadOnlyList<string> profile, IReadOnlyList<string> errata, SemanticsTarget target, PackageLibrary library)
    {
        SemanticsSite site = new();
        return PackageLines.Of(site.Pan.Evaluate(Add(site, "m", profile, errata, target), library));
    }

    private static string Add(SemanticsSite site, string machine, IEnumerable<string> profile, IEnumerable<string> errata, SemanticsTarget target)
    {
        string name = $"{machine}-{target.Name}";
        UpdateVersion version = SemanticsCase.VersionOf(errata, []);
        site.AddVersion(name, version, target);
        site.AddMachine(name, name, target, profile, Arch, $"rpms/errata/{version.Name}");
        return name;
    }
}
