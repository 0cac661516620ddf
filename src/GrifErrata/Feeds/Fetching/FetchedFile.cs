using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Feeds.Fetching;

/// <summary>A file to be fetched.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Location">Who wants it: the feed's entry in os.yaml, or what was named on the command line.</param>
internal sealed record FetchTarget(Uri Url, SourceLocation Location)
{
    /// <summary>What other metadata says of it, or null.</summary>
    public InputExpectation? Expected { get; init; }

    /// <summary>The version that is there already, or null.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c> of the version that is there already, or null.</summary>
    public string? LastModified { get; init; }

    /// <summary>Most bytes.</summary>
    public long MaxBytes { get; init; }

    /// <summary>Ask caches on the way for the server's own answer.</summary>
    public bool Fresh { get; init; }
}

/// <summary>How fetching a file ended.</summary>
internal enum FetchStatus
{
    /// <summary>It is in the cache, whole and as stated.</summary>
    Fetched,

    /// <summary>The version that is there already is the present one.</summary>
    NotModified,

    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>It is not what other metadata states.</summary>
    Mismatch,

    /// <summary>Everything else.</summary>
    Failed,
}

/// <summary>A file in the cache, or why it is not there.</summary>
/// <param name="Status">How it ended.</param>
internal sealed record FetchedFile(FetchStatus Status)
{
    /// <summary>Its path in the cache.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>SHA-256.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>The server's ETag.</summary>
    public string? ETag { get; init; }

    /// <summary>The server's <c>Last-Modified</c>, as written.</summary>
    public string? LastModified { get; init; }

    /// <summary>Why it is not there.</summary>
    public Diagnostic? Problem { get; init; }

    /// <summary>Whether another try may help.</summary>
    public bool MayPass { get; init; }

    /// <summary>How long the server asks to wait before it.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Not there.</summary>
    public static FetchedFile Not(FetchStatus status, Diagnostic problem) => new(status) { Problem = problem };
}
