using System.Collections.Immutable;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>For what the same version is written: a shape, a back end and an extension, in a federation and at a site.</summary>
/// <param name="Pan">Shape, back end and extension.</param>
/// <param name="InMixedFederation">Whether other OSes of the federation have yum, so that the functions know unversioned packages.</param>
/// <param name="SiteLocks">What the site sets OS_ERRATA_LOCK_UNVERSIONED to, or null.</param>
internal sealed record SemanticsTarget(PanTarget Pan, bool InMixedFederation, bool? SiteLocks)
{
    /// <summary>All that can be.</summary>
    public static ImmutableArray<SemanticsTarget> All { get; } =
    [
        .. from extension in Enum.GetValues<PanExtension>()
           from target in (SemanticsTarget[])
           [
               new(new(extension, PanShape.Lines, PackageBackend.Spma), false, null),
               new(new(extension, PanShape.Table, PackageBackend.Spma), false, null),
               new(new(extension, PanShape.Table, PackageBackend.Spma), true, null),
               new(new(extension, PanShape.Table, PackageBackend.Yum), false, null),
               new(new(extension, PanShape.Table, PackageBackend.YumDnf), false, null),
               new(new(extension, PanShape.Table, PackageBackend.YumDnf), false, false),
           ]
           select target,
    ];

    /// <summary>A name of letters and dashes.</summary>
    public string Name => $"{(Pan.Shape == PanShape.Lines ? "lines" : "table")}-{Pan.BackendText}{(InMixedFederation ? "-mixed" : "")}{(SiteLocks == false ? "-off" : "")}-{Pan.ExtensionText}";

    /// <summary>Whether packages without a version are locked.</summary>
    public bool LocksUnversioned => Pan.FollowsRepositories && SiteLocks != false;

    /// <summary>The OS.</summary>
    public OsDefinition Os => OsWith(Pan);

    /// <summary>The OSes of the federation.</summary>
    public IReadOnlyCollection<OsDefinition> Oses => InMixedFederation ? [Os, OsWith(Pan with { Backend = PackageBackend.YumDnf })] : [Os];

    private static OsDefinition OsWith(PanTarget pan) => new() { Name = "el9x-x86_64", NodeOsVersion = "el9x-x86_64", Arch = "x86_64", Pan = pan, Families = PackageFamilies.Default };
}
