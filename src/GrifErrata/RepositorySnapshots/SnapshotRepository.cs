using GrifErrata.Diagnostics;

namespace GrifErrata.RepositorySnapshots;

/// <summary>A repository of which a snapshot shows a part.</summary>
/// <param name="Name">Its folder in the snapshot: parts of letters, digits, <c>.</c>, <c>_</c>, <c>+</c> and <c>-</c>, with <c>/</c> between.</param>
/// <param name="Directory">The folder that holds its <c>repodata</c>.</param>
/// <param name="Address">Where machines get its packages, as <see cref="RepositoryAddress"/> gives it.</param>
/// <param name="Kind">What os.yaml says that it is.</param>
/// <param name="Location">Where it was named.</param>
public sealed record SnapshotRepository(string Name, string Directory, string Address, SnapshotRepositoryKind Kind, SourceLocation Location);

/// <summary>What a repository is to an OS; one may be several.</summary>
[Flags]
public enum SnapshotRepositoryKind
{
    /// <summary>It holds packages; which of them, the version and the listings say.</summary>
    None = 0,

    /// <summary>It is the base release: all of it is in each snapshot.</summary>
    Base = 1,

    /// <summary>It is another repository that the OS's machines install from: what it held at the cutoff is in the snapshot.</summary>
    Other = 2,
}
