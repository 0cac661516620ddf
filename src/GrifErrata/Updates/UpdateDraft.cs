using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>An update version in the making: starts as the previous version and is only ever raised, except by decisions.</summary>
internal sealed class UpdateDraft
{
    private readonly Dictionary<(string Name, string Arch), UpdatePackage> _packages = [];
    private readonly Dictionary<(string Name, string Arch), UpdatePackage> _held = [];
    private readonly ImmutableArray<Advisory> _named;
    private readonly FixScope _scope;

    public UpdateDraft(
        OsErrata errata, Fixes fixes, UpdateDefinition definition, UpdateVersion? previous, ImmutableArray<Advisory> named)
    {
        _named = named;
        Errata = errata;
        Fixes = fixes;
        Definition = definition;
        _scope = new(errata, fixes, definition.Cutoff, (name, arch) => Find(name, arch)?.Nevra.Evr);
        foreach (UpdatePackage package in previous?.Packages ?? []) _packages.Add((package.Nevra.Name, package.Nevra.Arch), package);
        foreach (UpdatePackage package in previous?.Held ?? []) _held.Add((package.Nevra.Name, package.Nevra.Arch), package);
    }

    public OsErrata Errata { get; }

    public Fixes Fixes { get; }

    public UpdateDefinition Definition { get; }

    public ArchitectureSet Architectures => _scope.Architectures;

    /// <summary>Whether the version may say that it fixes an advisory: one up to the cutoff, without date, or named whatever its date.</summary>
    public bool Covers(Advisory advisory) =>
        advisory.Date is null || advisory.Date <= Definition.Cutoff || _named.Contains(advisory, ReferenceEqualityComparer.Instance);

    /// <summary>The package, or the held kernel, of a name and architecture, or null.</summary>
    public UpdatePackage? Find(string name, string arch) =>
        _packages.GetValueOrDefault((name, arch)) ?? _held.GetValueOrDefault((name, arch));

    /// <summary>Whether a fix is about a package of the OS. What becomes deployable later must not change what a released version says.</summary>
    public bool IsOfOs(Fix fix) => _scope.IsOfOs(fix);

    /// <summary>Whether the version, or what the release shipped, has a fix.</summary>
    public bool IsFixed(Fix fix) => _scope.IsFixed(fix);

    /// <summary>The architectures in which the OS has a fix's package: the fix's own, or else the others.</summary>
    public IEnumerable<string> ArchesOf(Fix fix) => _scope.ArchesOf(fix);

    /// <summary>Whether the OS has a package of a name, in an architecture or in any that it can install.</summary>
    public bool HasName(string name, string? arch) => _scope.HasName(name, arch);

    /// <summary>The names and architectures, of all or of one name.</summary>
    public IReadOnlyList<(string Name, string Arch)> Keys(string name) => [.. _packages.Keys.Where(k => k.Name == name)];

    /// <summary>Takes a build in if it is newer than what is there; a kernel is held instead.</summary>
    public void Raise(Package build, PackageRule rule)
    {
        (string name, Evr evr, string arch) = build.Nevra;
        bool held = Errata.Os.Kernel.Holds(name);
        Dictionary<(string, string), UpdatePackage> target = held ? _held : _packages;
        if (target.TryGetValue((name, arch), out UpdatePackage? there) && Fix.Compare(evr, there.Nevra.Evr) <= 0) return;
        target[(name, arch)] = new(build.Nevra, held ? PackageRule.Held : rule, Definition.Version, [], null, build.Origin);
    }

    /// <summary>Sets a package by decision, whatever is there.</summary>
    public void Set(UpdatePackage package) => _packages[(package.Nevra.Name, package.Nevra.Arch)] = package;

    /// <summary>Leaves a package out by decision.</summary>
    public void Remove(string name, string arch) => _packages.Remove((name, arch));

    /// <summary>The packages in order, each with its advisories.</summary>
    public ImmutableArray<UpdatePackage> Packages() => Finish(_packages);

    /// <summary>The held kernels in order, each with its advisories.</summary>
    public ImmutableArray<UpdatePackage> Held() => Finish(_held);

    private ImmutableArray<UpdatePackage> Finish(Dictionary<(string Name, string Arch), UpdatePackage> packages) =>
        [.. packages.OrderBy(p => p.Key, GrifOrder.Instance).Select(p => WithAdvisories(p.Value))];

    private UpdatePackage WithAdvisories(UpdatePackage package)
    {
        Evr? shipped = Errata.Base.Newest(package.Nevra.Name, package.Nevra.Arch)?.Nevra.Evr;
        ImmutableArray<Advisory> advisories =
        [
            .. Fixes.Of(package.Nevra.Name, package.Nevra.Arch)
                .Where(f => Covers(f.Advisory))
                .Where(f => f.IsIn(package.Nevra.Evr) && (shipped is not { } release || !f.IsIn(release)))
                .Select(f => f.Advisory),
        ];
        return package with { Advisories = advisories };
    }
}
