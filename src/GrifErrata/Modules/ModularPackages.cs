using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Modules;

/// <summary>Finds the module streams of packages by their NEVRA: feeds leave out the module of modular advisories (peridot #79, Rocky for years).</summary>
public sealed class ModularPackages
{
    private readonly ILookup<(string Name, string Version, string Release, string Arch), (Nevra Nevra, ModuleStream Stream)> _byBuild;

    /// <summary>Takes the artifacts of all modules.</summary>
    public ModularPackages(ModuleMetadata modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        _byBuild = modules.Modules.SelectMany(m => m.Artifacts.Select(a => (Nevra: a, m.Stream)))
            .ToLookup(a => (a.Nevra.Name, a.Nevra.Evr.Version, a.Nevra.Evr.Release, a.Nevra.Arch));
    }

    /// <summary>The streams that a build belongs to, each once; an epoch that is not known is not held against it. Empty for a package outside modules.</summary>
    public ImmutableArray<ModuleStream> StreamsOf(Nevra nevra) =>
    [
        .. _byBuild[(nevra.Name, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch)]
            .Where(a => nevra.Evr.Epoch is not { } epoch || a.Nevra.Evr.Epoch == epoch).Select(a => a.Stream).Distinct(),
    ];

    /// <summary>Whether a release says that its build is modular: <c>.module+el8</c>, <c>.module_el8</c>, and <c>.module_</c> of Fedora.</summary>
    public static bool SaysModular(string release) => release.Contains(".module+", StringComparison.Ordinal) || release.Contains(".module_", StringComparison.Ordinal);

    /// <summary>The advisory with the modules that its feed leaves out, as far as a modules.yaml knows them; nothing is left out.</summary>
    public Advisory WithModules(Advisory advisory) => !advisory.Packages.Any(p => p.Modules.IsEmpty && !StreamsOf(p.Nevra).IsEmpty) ? advisory
        : advisory with { Packages = [.. advisory.Packages.Select(p => p.Modules.IsEmpty ? p with { Modules = StreamsOf(p.Nevra) } : p)] };

    /// <summary>
    /// The advisory with the modules that its feed leaves out. A package that is modular by its release and in no module is left out
    /// with a warning: whether its stream is active is for a person to say.
    /// </summary>
    public Advisory Complete(Advisory advisory, DiagnosticBag diagnostics)
    {
        if (!advisory.Packages.Any(p => p.Modules.IsEmpty && (SaysModular(p.Nevra.Evr.Release) || !StreamsOf(p.Nevra).IsEmpty))) return advisory;
        List<AdvisoryPackage> packages = [];
        List<Nevra> unknown = [];
        foreach (AdvisoryPackage package in advisory.Packages)
        {
            ImmutableArray<ModuleStream> streams = package.Modules.IsEmpty ? StreamsOf(package.Nevra) : package.Modules;
            if (streams.IsEmpty && SaysModular(package.Nevra.Evr.Release)) unknown.Add(package.Nevra);
            else packages.Add(package with { Modules = streams });
        }

        if (unknown.Count > 0)
        {
            string more = unknown.Count > 3 ? $" and {unknown.Count - 3} more" : string.Empty;
            diagnostics.Add(ModuleDiagnostics.UnknownModule, advisory.Origin,
                $"{advisory.Id} lists {string.Join(", ", unknown.Take(3))}{more}: modular by the release, but neither the advisory nor modules.yaml says of which module. "
                + "Not chosen; find out whether the stream is in use, and take the package by hand if it is.");
        }

        return advisory with { Packages = [.. packages] };
    }
}
