using GrifErrata.Pan;
using Table = System.Collections.Immutable.ImmutableSortedDictionary<string, object?>;

namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>
/// What the package functions of Quattor's template library do to <c>/software/packages</c>, by their documentation, in the forms that we call: by name, version
/// and architecture, and <c>pkg_del</c> by name.
/// </summary>
internal static class PackageFunctions
{
    /// <summary>The function of a name, or null where the library has none that we call.</summary>
    public static Func<Table, object?[], Table>? Find(PackageLibrary library, string name) => (library, name) switch
    {
        (PackageLibrary.Core, "pkg_repl") => (packages, arguments) => Replace(packages, Build.Of(arguments)),
        (PackageLibrary.Core, "pkg_ronly") => (packages, arguments) => IsThere(packages, Build.Of(arguments)) ? Replace(packages, Build.Of(arguments)) : packages,
        (PackageLibrary.Core, "pkg_del") => (packages, arguments) => packages.Remove(Name(arguments)),
        (PackageLibrary.Legacy, "pkg_repl") => (packages, arguments) => LegacyReplace(packages, Build.Of(arguments), mustExist: false),
        (PackageLibrary.Legacy, "pkg_ronly") => (packages, arguments) => LegacyReplace(packages, Build.Of(arguments), mustExist: true),

        // It deletes versions, and the name with the last of them: a name without versions stays.
        (PackageLibrary.Legacy, "pkg_del") => (packages, arguments) => Versions(packages, Name(arguments)).IsEmpty ? packages : packages.Remove(Name(arguments)),
        _ => null,
    };

    // pkg_ronly asks for the architecture, in any version.
    private static bool IsThere(Table packages, Build build) => Versions(packages, build.Name).Values.Any(v => Arches(v)?.ContainsKey(build.Arch) == true);

    // Versions of the same architecture go, and so do those without one; other architectures stay.
    private static Table Replace(Table packages, Build build)
    {
        Table versions = Versions(packages, build.Name), result = PanValues.Empty;
        foreach ((string version, object? parameters) in versions)
        {
            if (version == build.Version || Arches(parameters)?.Remove(build.Arch) is not { IsEmpty: false } others) continue;
            result = result.SetItem(version, PanValues.With(parameters, ["arch"], others));
        }

        object? same = versions.GetValueOrDefault(build.Version);
        return packages.SetItem(build.Name, result.SetItem(build.Version, PanValues.With(same, ["arch", build.Arch], string.Empty)));
    }

    // As above, but: a version without architecture is an error; where the architecture has the version already, its repository stays; what shares a version with
    // a replaced architecture loses its repository.
    private static Table LegacyReplace(Table packages, Build build, bool mustExist)
    {
        Table versions = Versions(packages, build.Name), result = versions;
        bool found = false, identical = false;
        foreach ((string version, object? parameters) in versions)
        {
            Table arches = Arches(parameters) ?? throw new PanException($"arch missing for package {PanText.Unescape(build.Name)} version {PanText.Unescape(version)}");
            if (!arches.ContainsKey(build.Arch)) continue;
            found = true;
            identical |= version == build.Version;
            if (version == build.Version) continue;
            Table others = arches.Remove(build.Arch).Keys.Aggregate(PanValues.Empty, (table, arch) => table.SetItem(arch, string.Empty));
            result = others.IsEmpty ? result.Remove(version) : result.SetItem(version, PanValues.With(parameters, ["arch"], others));
        }

        if (mustExist && !found) return packages;
        if (!identical) result = (Table)PanValues.With(result, [build.Version, "arch", build.Arch], string.Empty)!;
        return packages.SetItem(build.Name, result);
    }

    private static string Name(object?[] arguments) =>
        arguments is [string name] ? PanText.Escape(name) : throw new PanException("pkg_del is called with a name alone");

    private static Table Versions(Table packages, string name) => packages.TryGetValue(name, out object? versions) ? PanValues.Table(versions) : PanValues.Empty;

    private static Table? Arches(object? parameters) => PanValues.Table(parameters).TryGetValue("arch", out object? arches) ? PanValues.Table(arches) : null;

    private readonly record struct Build(string Name, string Version, string Arch)
    {
        public static Build Of(object?[] arguments) => arguments is [string name, string { Length: > 0 } version, string { Length: > 0 } arch]
            ? new(PanText.Escape(name), PanText.Escape(version), arch)
            : throw new PanException("A package is set with its version and its architecture");
    }
}
