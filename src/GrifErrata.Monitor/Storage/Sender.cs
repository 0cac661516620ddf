using System.Collections.Immutable;

namespace GrifErrata.Monitor.Storage;

/// <summary>Who sent a report.</summary>
/// <param name="Reporter">As it is recorded: an address, the subject of a certificate, the name of a trusted reporter.</param>
/// <param name="Site">The site that it is proven to be of, by a token, a certificate or its network; null where nothing is proven, and then
/// the site that the report names decides.</param>
public sealed record Sender(string Reporter, string? Site = null)
{
    /// <summary>Other names of the report's site: a host that was stored under one of them, before the settings had it, is of the site. Upper and lower case do not matter.</summary>
    public ImmutableArray<string> OtherNames { get; init; } = [];
}
