using System.Collections.Immutable;

namespace GrifErrata.Monitor.Sample;

/// <summary>A made-up machine.</summary>
internal sealed record SampleHost
{
    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>The site that its report names.</summary>
    public required string Site { get; init; }

    /// <summary>Which packages it has beside those that all have: machines of one kind have the same.</summary>
    public required SampleKind Kind { get; init; }

    /// <summary>The update version that its profile selects; null for one without a profile.</summary>
    public string? Profile { get; init; } = SampleVersions.Newest;

    /// <summary>The update version whose packages it has.</summary>
    public string Installed { get; init; } = SampleVersions.Newest;

    /// <summary>The kernel that runs.</summary>
    public string Kernel { get; init; } = SampleVersions.NewestKernel;

    /// <summary>The newest kernel that is installed.</summary>
    public string InstalledKernel { get; init; } = SampleVersions.NewestKernel;

    /// <summary>How long ago it last reported; null where it never did.</summary>
    public TimeSpan? Seen { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long ago it had the version before; null where it always had what it has.</summary>
    public TimeSpan? Updated { get; init; }

    /// <summary>Packages beside: <c>name-version-release.arch</c>.</summary>
    public ImmutableArray<string> More { get; init; } = [];

    /// <summary>The OS as it names it.</summary>
    public string System { get; init; } = "Scientific Linux SL release 5.5 (Boron)";
}

/// <summary>A kind of machine.</summary>
internal enum SampleKind
{
    /// <summary>A worker node.</summary>
    Worker,

    /// <summary>A storage server.</summary>
    Storage,

    /// <summary>A service of the grid.</summary>
    Service,
}

/// <summary>GRIF's versions of autumn 2010.</summary>
internal static class SampleVersions
{
    public const string Os = "sl5.5-x86_64";
    public const string Newest = "20101125";
    public const string Glibc = "20101028";
    public const string October = "20101022";
    public const string September = "20100927";
    public const string NewestKernel = "2.6.18-194.26.1.el5";
    public const string OlderKernel = "2.6.18-194.11.4.el5";
}
