using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Monitor.Sample;

/// <summary>The packages that made-up machines have: some of the OS release's, brought to an update version.</summary>
internal sealed class SamplePackages
{
    private readonly OsErrata _errata;
    private readonly ImmutableArray<UpdateVersion> _versions;

    private SamplePackages(OsErrata errata, ImmutableArray<UpdateVersion> versions) => (_errata, _versions) = (errata, versions);

    /// <summary>Reads them of a folder of update versions.</summary>
    public static SamplePackages Read(string input)
    {
        DiagnosticBag diagnostics = [];
        OsErrata errata = ErrataInput.Read(input, SampleVersions.Os, diagnostics, CancellationToken.None).Single();
        return new(errata, UpdatePlanner.Plan(errata, diagnostics));
    }

    /// <summary>What a kind of machine has at a version, without its kernels.</summary>
    public ImmutableArray<Nevra> Of(SampleKind kind, string version)
    {
        Dictionary<(string, string), Nevra> raised = _versions.Single(v => v.Name == version).Packages.Select(p => p.Nevra).ToDictionary(n => (n.Name, n.Arch));
        return
        [
            .. _errata.Base.Packages.Select(p => p.Nevra).Where(n => !_errata.Os.Kernel.Holds(n.Name) && Has(kind, n)).DistinctBy(n => (n.Name, n.Arch))
                .Select(n => raised.GetValueOrDefault((n.Name, n.Arch), n)),
        ];
    }

    // About a third of the release, glibc and bash always; what is left to chance is the same in every run.
    private static bool Has(SampleKind kind, Nevra package)
    {
        if (package.Arch is not ("x86_64" or "noarch")) return false;
        if (package.Name is "glibc" or "glibc-common" or "bash" or "openssl" or "nss") return true;
        int chance = package.Name.Aggregate(7, static (sum, c) => ((sum * 31) + c) & 0xFFFF) % 12;
        return chance < 3 || chance == 3 + (int)kind;
    }
}
