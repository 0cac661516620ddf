using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;

namespace GrifErrata.Federation;

/// <summary>What maintainers write about a federation: <c>errata-input/federation.yaml</c>.</summary>
public sealed record FederationDefinition
{
    /// <summary>Name of the last stage, which every site has that says nothing else.</summary>
    public const string DefaultStage = "default";

    /// <summary>Name of the federation.</summary>
    public required string Name { get; init; }

    /// <summary>Mail address of those who make the versions; may be empty.</summary>
    public string Contact { get; init; } = string.Empty;

    /// <summary>The stages in the order in which a version passes them; the last is <see cref="DefaultStage"/>.</summary>
    public required ImmutableArray<string> Stages { get; init; }

    /// <summary>Which version each stage has, by OS.</summary>
    public ImmutableArray<StageVersion> StageVersions { get; init; } = [];

    /// <summary>The sites.</summary>
    public ImmutableArray<Site> Sites { get; init; } = [];

    /// <summary>Machines and sites that stay on a version.</summary>
    public ImmutableArray<Freeze> Freezes { get; init; } = [];

    /// <summary>Kernels that sites move to, each on its own day.</summary>
    public ImmutableArray<KernelPlan> Kernels { get; init; } = [];

    /// <summary>What was promoted when, oldest first as written.</summary>
    public ImmutableArray<Promotion> History { get; init; } = [];

    /// <summary>Where its machines report, or null.</summary>
    public FederationMonitor? Monitor { get; init; }

    /// <summary>Whether each update version is also a feature, which Aquilon's broker binds to a stage of a personality.</summary>
    public bool HasFeatures { get; init; }

    /// <summary>The file.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>The version that a stage has of one OS.</summary>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Stage">Stage.</param>
/// <param name="Version">Update version.</param>
/// <param name="Location">Where the version was written.</param>
public sealed record StageVersion(string Os, string Stage, string Version, SourceLocation Location);

/// <summary>A site of the federation.</summary>
public sealed record Site
{
    /// <summary>Name: the value of <c>ERRATA_SITE</c> in the site's Pan.</summary>
    public required string Name { get; init; }

    /// <summary>Host names, or patterns with <c>*</c> for any characters (<c>*.lal.example.org</c>).</summary>
    public ImmutableArray<NamedItem> Hosts { get; init; } = [];

    /// <summary>The stage that the site follows.</summary>
    public required string Stage { get; init; }

    /// <summary>Mail address; may be empty.</summary>
    public string Contact { get; init; } = string.Empty;

    /// <summary>Time zone of the site, for dates that it plans; may be empty.</summary>
    public string TimeZone { get; init; } = string.Empty;

    /// <summary>Versions on which the site stays by its own choice, by OS.</summary>
    public ImmutableArray<SiteStay> Stays { get; init; } = [];

    /// <summary>Versions that the site has before its stage, by OS.</summary>
    public ImmutableArray<SiteEarly> Earlies { get; init; } = [];

    /// <summary>Days by which the site follows its stage later, by OS.</summary>
    public ImmutableArray<SiteLag> Lags { get; init; } = [];

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A site's own choice of a version.</summary>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Version">Update version.</param>
/// <param name="Location">Where it was written.</param>
public sealed record SiteStay(string Os, string Version, SourceLocation Location);

/// <summary>A version that a site has before its stage; it ends by itself once the stage has the same or a higher one.</summary>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Version">Update version.</param>
/// <param name="Location">Where it was written.</param>
public sealed record SiteEarly(string Os, string Version, SourceLocation Location);

/// <summary>A site's own delay.</summary>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Days">Whole days, 1 to 365.</param>
/// <param name="Location">Where it was written.</param>
public sealed record SiteLag(string Os, int Days, SourceLocation Location);

/// <summary>A machine or a site that stays on a version; never without reason, owner and end.</summary>
/// <param name="Host">The machine's full name, or null for a site.</param>
/// <param name="Site">The site, or null for a machine.</param>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Version">Update version.</param>
/// <param name="Kernel">Kernel that stays too, or null.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Mail address of the person who answers for it.</param>
/// <param name="Until">The last day on which it holds.</param>
/// <param name="Location">Where it was written.</param>
public sealed record Freeze(
    string? Host, string? Site, string Os, string Version, string? Kernel, string Reason, string Owner, DateOnly Until, SourceLocation Location);

/// <summary>A kernel to which the machines of an OS move, each site on its own day.</summary>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Kernel">The new kernel, <c>version-release</c>.</param>
/// <param name="Version">The update version that sets it.</param>
/// <param name="Deadline">The day by which all sites should have moved, or null.</param>
/// <param name="Sites">A row a site.</param>
/// <param name="Location">Where it was written.</param>
public sealed record KernelPlan(
    string Os, string Kernel, string Version, DateOnly? Deadline, ImmutableArray<KernelPlanSite> Sites, SourceLocation Location);

/// <summary>A site's part in a kernel plan: it stays on what it has until it is done.</summary>
/// <param name="Site">Site.</param>
/// <param name="Version">The update version that it had.</param>
/// <param name="Kernel">The kernel that it had, or null if none was set.</param>
/// <param name="Date">The day on which it plans to move, or null.</param>
/// <param name="Owner">Who answers for it; may be empty.</param>
/// <param name="Done">The day on which it moved, or null.</param>
/// <param name="Location">Where it was written.</param>
public sealed record KernelPlanSite(
    string Site, string Version, string? Kernel, DateOnly? Date, string Owner, DateOnly? Done, SourceLocation Location);

/// <summary>A version that came to a stage.</summary>
/// <param name="Date">The day.</param>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Stage">Stage.</param>
/// <param name="Version">Update version.</param>
public sealed record Promotion(DateOnly Date, string Os, string Stage, string Version)
{
    /// <summary>The one site of the stage that got it, or null for the whole stage.</summary>
    public string? Site { get; init; }

    /// <summary>What the stage had before, where no earlier promotion says it and a site that lags behind stays on it; or null.</summary>
    public string? Before { get; init; }

    /// <summary>Why a stage was skipped, or null.</summary>
    public string? Reason { get; init; }
}
