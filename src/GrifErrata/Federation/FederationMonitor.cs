using GrifErrata.Diagnostics;

namespace GrifErrata.Federation;

/// <summary>Where the machines of a federation report: the monitor, or another server that Pakiti's clients know.</summary>
/// <param name="Url">Its address, <c>http</c> or <c>https</c>, with a path that ends with <c>/</c>; clients report to <c>feed/</c> below it.</param>
/// <param name="Location">Where it was written.</param>
public sealed record FederationMonitor(Uri Url, SourceLocation Location)
{
    /// <summary>The path to which clients report, for example <c>/feed/</c>.</summary>
    public string FeedPath => Url.AbsolutePath + "feed/";
}
