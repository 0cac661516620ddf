using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Feeds;

/// <summary>A feed that <c>grif-errata fetch</c> brings: one entry of <c>feeds:</c> in os.yaml.</summary>
/// <param name="Url">Where it is published: http, https or file; of a repository the folder that holds <c>repodata</c>.</param>
/// <param name="To">Folder (of a repository) or file below the OS's <c>sources</c>, with <c>/</c>; also the feed's name.</param>
/// <param name="Type">What lies at the address.</param>
/// <param name="Location">Where it was written.</param>
public sealed record FeedDefinition(Uri Url, string To, FeedType Type, SourceLocation Location)
{
    /// <summary>Fewest advisories that the feed must hold; 0 for a feed that is meant to have none; null where only the lock says.</summary>
    public int? Advisories { get; init; }

    /// <summary>Most days since the newest advisory; null for any number.</summary>
    public int? NewestDays { get; init; }

    /// <summary>File of OpenPGP public keys below the OS's folder, by one of which the feed must be signed; null for an unsigned feed.</summary>
    public string? Key { get; init; }

    /// <summary>Whether filelists of a repository are fetched too.</summary>
    public bool Filelists { get; init; }

    /// <summary>The folder or file relative to the OS's folder.</summary>
    public string Path => $"{SourcesFolder}/{To}";

    internal const string SourcesFolder = "sources";
}

/// <summary>What lies at a feed's address.</summary>
public enum FeedType
{
    /// <summary>A yum repository: <c>repodata/repomd.xml</c> and the files that it names.</summary>
    Repodata,

    /// <summary>One file in any format that is read.</summary>
    File,
}
