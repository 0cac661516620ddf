using System.Collections.Immutable;
using CsCheck;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>Random profiles and errata, as <see cref="PackageLines"/>, of names and versions that are hard to write in Pan.</summary>
internal static class ProfileGenerator
{
    private static readonly string[] Names =
    [
        "bash", "gcc", "gcc-c++", "389-ds-base", "915", "0", "GConf2", "gconf2", "a.b", "a_2eb", "mod_ssl", "libstdc++-devel", "kernel*", "7-zip", "x", "x_", "x__2", "_x",
        "perl-Foo.Bar", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "include", "template", "SELF",
    ];

    private static readonly string[] Arches = ["i386", "i686", "noarch", "x86_64"];
    private static readonly string[] Versions = ["1-1", "1.0-1", "2.0~rc1-1", "2.0^git1-3.el9_5", "1.0_p1-2", "v2-r3", "20250211123456789012-1", "10-1"];

    private static readonly Gen<string> Version = Gen.Int[0, Versions.Length - 1].Select(i => Versions[i]);

    /// <summary>An architecture or none, with a version.</summary>
    private static readonly Gen<(bool IsThere, string Version)> Build = Gen.Select(Gen.Bool, Version);

    /// <summary>Errata: one version of each of some architectures.</summary>
    public static readonly Gen<ImmutableArray<string>> Errata = Lines(
        Build.Array[Arches.Length].Select(builds => (Func<string, IEnumerable<string>>)(name => name.EndsWith('*') ? [] : Builds(name, builds))));

    /// <summary>Profiles whose packages all have a version and an architecture, one architecture perhaps in several versions.</summary>
    public static readonly Gen<ImmutableArray<string>> Complete = Lines(
        Gen.Select(Build.Array[Arches.Length], Gen.Frequency((4, Gen.Const(false)), (1, Gen.Bool)), Version).Select((builds, again, version) => (Func<string, IEnumerable<string>>)(name =>
            again ? Builds(name, builds).Append($"{name} {version} x86_64").Distinct(StringComparer.Ordinal) : Builds(name, builds))));

    /// <summary>Those, and packages without version.</summary>
    public static readonly Gen<ImmutableArray<string>> Versioned = With(Complete, name => [name]);

    /// <summary>Those, and versions without architecture, alone and beside others, and repositories.</summary>
    public static readonly Gen<ImmutableArray<string>> All =
        from lines in Versioned
        from without in Gen.Select(Gen.Int[0, 5], Version).Array[Names.Length]
        from repositories in Gen.Int[0, 3].Array[lines.Length]
        select (ImmutableArray<string>)
        [
            .. lines.Where(l => l.Contains(' ', StringComparison.Ordinal) || !without.Where((w, i) => w.Item1 == 0 && Names[i] == l).Any())
                .Select((l, i) => repositories[i] == 0 && l.Count(c => c == ' ') == 2 ? $"{l} base" : l),
            .. without.Select((w, i) => (w.Item1, Line: $"{Names[i]} {w.Item2}")).Where(w => w.Item1 == 0 && !lines.Any(l => l.StartsWith(w.Line + ' ', StringComparison.Ordinal))).Select(w => w.Line),
        ];

    private static IEnumerable<string> Builds(string name, (bool IsThere, string Version)[] builds) =>
        builds.Select((b, i) => (b.IsThere, Line: $"{name} {b.Version} {Arches[i]}")).Where(b => b.IsThere).Select(b => b.Line);

    private static Gen<ImmutableArray<string>> Lines(Gen<Func<string, IEnumerable<string>>> package) =>
        Gen.Select(Gen.Bool, package).Array[Names.Length].Select(packages => packages.SelectMany((p, i) => p.Item1 ? p.Item2(Names[i]) : []).ToImmutableArray());

    // In place of what some of the names had.
    private static Gen<ImmutableArray<string>> With(Gen<ImmutableArray<string>> profiles, Func<string, IEnumerable<string>> package) =>
        Gen.Select(profiles, Gen.Int[0, 3].Array[Names.Length]).Select((lines, kinds) => (ImmutableArray<string>)
        [
            .. lines.Where(l => kinds[Array.IndexOf(Names, l.Split(' ')[0])] > 0),
            .. Names.Where((_, i) => kinds[i] == 0).SelectMany(package),
        ]);
}
