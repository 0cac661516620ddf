namespace GrifErrata.Generation;

/// <summary>What to generate, and how.</summary>
/// <param name="InputDirectory">Folder of the maintainer's files (<c>errata-input</c>).</param>
/// <param name="OutputDirectory">Folder of the generated files (<c>templates/pan</c>).</param>
/// <param name="Mode">Write, compare or take over.</param>
public sealed record GenerationRequest(string InputDirectory, string OutputDirectory, GenerationMode Mode)
{
    /// <summary>A folder with a site's own Scriban templates, or null.</summary>
    public string? TemplateDirectory { get; init; }

    /// <summary>Where <c>*.received.*</c> files of what differs are written, or null for nowhere.</summary>
    public string? ReceivedDirectory { get; init; }

    /// <summary>Only this OS, or null for all.</summary>
    public string? Os { get; init; }

    /// <summary>Only this update version, or null for all.</summary>
    public string? Version { get; init; }

    /// <summary>The day against which freezes and deadlines are held and sites that lag behind are counted; null for today, UTC.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>
    /// A folder of compiled profiles and package lists of all machines, or one such file, against which the hosts of the federation are held;
    /// null for none. Not read without a federation, or where <see cref="Os"/> or <see cref="Version"/> leaves the federation out.
    /// </summary>
    public string? Profiles { get; init; }

    /// <summary>
    /// What the monitor says of machines, its document <c>/api/quattor/hosts</c> as a file, of which forgotten machines are told; null for none. Not read
    /// where <see cref="Os"/> or <see cref="Version"/> is set.
    /// </summary>
    public string? MonitorFile { get; init; }

    /// <summary>With <see cref="GenerationMode.Accept"/>: rewrite the Pan of released versions too, not only their change logs and manifests.</summary>
    public bool AcceptReleased { get; init; }
}

/// <summary>What happens to a file that differs from what its inputs give.</summary>
public enum GenerationMode
{
    /// <summary>Drafts are rewritten; a released version that differs is an error.</summary>
    Update,

    /// <summary>Nothing is written; every difference is an error.</summary>
    Verify,

    /// <summary>What differs is taken over and orphans are deleted.</summary>
    Accept,
}
