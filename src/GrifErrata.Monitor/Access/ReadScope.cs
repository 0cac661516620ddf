using System.Collections.Immutable;

namespace GrifErrata.Monitor.Access;

/// <summary>What the one who sent a request may read.</summary>
/// <param name="All">Everything, also hosts that belong to no site.</param>
/// <param name="Sites">Else these sites.</param>
public sealed record ReadScope(bool All, ImmutableHashSet<string> Sites)
{
    internal static readonly ImmutableHashSet<string> NoSites = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>All sites.</summary>
    public static ReadScope Everything { get; } = new(All: true, NoSites);

    /// <summary>No site.</summary>
    public static ReadScope Nothing { get; } = new(All: false, NoSites);

    /// <summary>Whether there is nothing that may be read.</summary>
    public bool IsNothing => !All && Sites.IsEmpty;

    /// <summary>Whether what belongs to a site may be read; what belongs to none is seen by those who see all.</summary>
    public bool Sees(string? site) => All || (site is not null && Sites.Contains(site));

    /// <summary>That of a request that <see cref="ReadGate"/> let in; else nothing.</summary>
    public static ReadScope Of(HttpContext context) => context.Features.Get<ReadScope>() ?? Nothing;
}
