using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories;

/// <summary>A package that an advisory lists.</summary>
/// <param name="Nevra">
/// Name, EVR (the epoch is null where the feed gives none) and architecture: empty where the feed gives none (OSV, some OVAL), which means
/// every architecture that the repository has the package in.
/// </param>
/// <param name="Modules">
/// The module streams to which its collection belongs; empty for a package outside modules. One of them active is enough (libdnf
/// sack/advisory.cpp). Default means empty.
/// </param>
/// <param name="RebootSuggested">The reboot flag of this package.</param>
/// <param name="RestartSuggested">The restart flag of this package.</param>
/// <param name="ReloginSuggested">The relogin flag of this package.</param>
public sealed record AdvisoryPackage(
    Nevra Nevra,
    ImmutableArray<ModuleStream> Modules = default,
    bool RebootSuggested = false,
    bool RestartSuggested = false,
    bool ReloginSuggested = false)
{
    /// <summary>
    /// The products for which the package is the fix, as the feed names them (a CPE, <c>AlmaLinux:9</c>); empty where it names none.
    /// One advisory may fix one package at another version in each (RHSA-2024:0811).
    /// </summary>
    public ImmutableArray<string> Products { get; init; } = [];

    /// <summary>The module streams to which its collection belongs; never default.</summary>
    public ImmutableArray<ModuleStream> Modules { get; init; } = Modules.IsDefault ? [] : Modules;

    /// <summary>Whether two list the same package in the same modules, for the same products, with the same flags.</summary>
    public bool Equals(AdvisoryPackage? other) => other is not null
        && Nevra == other.Nevra
        && RebootSuggested == other.RebootSuggested
        && RestartSuggested == other.RestartSuggested
        && ReloginSuggested == other.ReloginSuggested
        && Modules.AsSpan().SequenceEqual(other.Modules.AsSpan())
        && Products.AsSpan().SequenceEqual(other.Products.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Nevra, Modules.Length, RebootSuggested);
}
