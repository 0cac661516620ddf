namespace GrifErrata.Monitor.Expectations;

/// <summary>Where expectations are read from.</summary>
public sealed record ExpectationOptions
{
    /// <summary>The input folder with update versions and federation (<c>errata-input</c>), or null.</summary>
    public string? Input { get; init; }

    /// <summary>A folder of compiled profiles, or the https address of one with <c>profiles-info.xml</c>; or null.</summary>
    public string? Profiles { get; init; }

    /// <summary>Where profiles of an address are kept; the monitor's own.</summary>
    public string MirrorFolder { get; init; } = string.Empty;

    /// <summary>How often is looked for changes, more than 0.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);
}
