using System.Collections.Immutable;
using System.Net;

namespace GrifErrata.Monitor.Access;

/// <summary>How the machines of a site, and those who read about it, are recognised. Any one of the ways is enough.</summary>
public sealed record SiteAccess
{
    /// <summary>The site's name in records and on pages.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that its machines say; they are recorded under <see cref="Name"/>.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Networks of its machines.</summary>
    public ImmutableArray<IPNetwork> Networks { get; init; } = [];

    /// <summary>Tokens with which its machines report.</summary>
    public ImmutableArray<TokenHash> Tokens { get; init; } = [];

    /// <summary>Subjects of its machines' certificates. Such a machine reports for itself only.</summary>
    public ImmutableArray<SubjectPattern> Certificates { get; init; } = [];

    /// <summary>Tokens with which people and programs read what the site's machines have.</summary>
    public ImmutableArray<TokenHash> ReadTokens { get; init; } = [];

    /// <summary>Whether a report may say this name for the site; upper and lower case do not matter.</summary>
    public bool IsNamed(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
