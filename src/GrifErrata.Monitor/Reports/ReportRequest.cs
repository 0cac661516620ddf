namespace GrifErrata.Monitor.Reports;

/// <summary>What an HTTP request says about the report in its body.</summary>
public sealed record ReportRequest
{
    /// <summary>The header <c>Content-Type</c>, or null. It decides nothing: Pakiti's clients say form where none is.</summary>
    public string? ContentType { get; init; }

    /// <summary>The query's <c>protocol</c>, or null.</summary>
    public string? Protocol { get; init; }

    /// <summary>The query's <c>mode</c>, or null.</summary>
    public string? Mode { get; init; }

    /// <summary>The header <c>User-Agent</c>, or null.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Opens encrypted reports; null refuses them.</summary>
    public ReportKey? Key { get; init; }
}
