using System.Collections.Immutable;
using System.Net;

namespace GrifErrata.Monitor.Access;

/// <summary>Who may report for other machines: a site's collecting proxy, or a script that reports for many.</summary>
public sealed record TrustedReporter
{
    /// <summary>Networks from which it reports.</summary>
    public ImmutableArray<IPNetwork> Networks { get; init; } = [];

    /// <summary>Subjects of its certificates.</summary>
    public ImmutableArray<SubjectPattern> Certificates { get; init; } = [];

    /// <summary>Its tokens.</summary>
    public ImmutableArray<TokenHash> Tokens { get; init; } = [];

    /// <summary>The sites for whose machines it reports; null is all, also those that the settings do not name.</summary>
    public ImmutableArray<string>? Sites { get; init; }
}
