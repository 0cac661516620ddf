namespace GrifErrata.Feeds.Fetching;

/// <summary>How patiently and how much is fetched.</summary>
public sealed record FetchSettings
{
    /// <summary>How often one file is asked for, at least once, when the server fails or the connection breaks.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>The pause before the second try; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, also where a server asks for more with <c>Retry-After</c>.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a server may send nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one try may take in all, whatever drips in.</summary>
    public TimeSpan LongestTry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most bytes of a file whose size nobody states.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Most bytes of repomd.xml and of a signature.</summary>
    public long MaxIndexBytes { get; init; } = 16L << 20;

    /// <summary>Most redirects of one request.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Refuse http and https; only <c>file:</c> is read.</summary>
    public bool Offline { get; init; }
}
