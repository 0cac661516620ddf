namespace GrifErrata.Advisories;

/// <summary>What two advisories must agree in to mean the same package.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Modules">Modules with stream and context: a package has another version in each.</param>
/// <param name="Products">The products for which it is the fix.</param>
/// <param name="Release">The release of the distribution (<c>el7</c>): one id may hold fixes for several (RHSA-2015:1207, cefs #37).</param>
internal readonly record struct PackageKey(string Name, string Arch, string Modules, string Products, string Release) : IComparable<PackageKey>
{
    public static PackageKey Of(AdvisoryPackage package) => new(
        package.Nevra.Name,
        package.Nevra.Arch,
        string.Join(' ', package.Modules.Select(m => $"{m.Name}:{m.Stream}:{m.Context}").Order(StringComparer.Ordinal)),
        string.Join(' ', package.Products),
        DistributionOf(package.Nevra.Evr.Release));

    public int CompareTo(PackageKey other)
    {
        int order = string.CompareOrdinal(Name, other.Name);
        if (order == 0) order = string.CompareOrdinal(Arch, other.Arch);
        if (order == 0) order = string.CompareOrdinal(Release, other.Release);
        if (order == 0) order = string.CompareOrdinal(Modules, other.Modules);
        return order != 0 ? order : string.CompareOrdinal(Products, other.Products);
    }

    // ".el7_9.2" and "+el8.4" name the release 7 and 8; what follows does not part it.
    internal static string DistributionOf(string release)
    {
        for (int i = 0; i + 3 < release.Length; i++)
        {
            if (release[i] is not ('.' or '_' or '+')) continue;
            if (release.AsSpan(i + 1, 2) is not ("el" or "fc")) continue;
            int end = i + 3;
            while (end < release.Length && char.IsAsciiDigit(release[end])) end++;
            if (end > i + 3) return release[(i + 1)..end];
        }

        return string.Empty;
    }
}
