using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>What a package says of others, for example which it obsoletes: a name, and versions of it.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Comparison">How the versions are bounded; empty for all, else <c>EQ</c>, <c>LT</c>, <c>LE</c>, <c>GT</c>, <c>GE</c>.</param>
/// <param name="Bound">The bound; without release it stands for every release of its version.</param>
public sealed record PackageRelation(string Name, string Comparison, Evr Bound)
{
    /// <summary>Whether an EVR is among the versions. A missing epoch is 0; a bound without release is compared by epoch and version alone (rpmds.c, rpmdsCompare).</summary>
    public bool Includes(Evr evr)
    {
        if (Comparison.Length == 0) return true;
        int order = Bound.Release.Length == 0 ? (evr with { Release = string.Empty }).CompareTo(Bound) : evr.CompareTo(Bound);
        return Comparison switch
        {
            "EQ" => order == 0,
            "LT" => order < 0,
            "LE" => order <= 0,
            "GT" => order > 0,
            "GE" => order >= 0,
            _ => false,
        };
    }
}
