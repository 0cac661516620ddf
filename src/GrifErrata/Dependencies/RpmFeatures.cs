using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Features of rpm itself, <c>rpmlib(...)</c>, that the header of a package requires; only headers tell them.</summary>
internal static class RpmFeatures
{
    /// <summary>The version of rpm that a feature needs.</summary>
    /// <param name="feature">Its name with <c>rpmlib()</c>.</param>
    /// <param name="version">The version in the requirement.</param>
    /// <remarks>
    /// The requirement names the version that brought the feature, but for two whose numbers come from another rpm than the one that
    /// distributions have (lib/rpmds.cc): xz came with 4.8.0, zstd with 4.14.0.
    /// </remarks>
    public static string Since(string feature, string version) => feature switch
    {
        "rpmlib(PayloadIsXz)" => "4.8.0",
        "rpmlib(PayloadIsZstd)" => "4.14.0",
        _ => version,
    };

    /// <summary>The version of the rpm that will install packages: the machine's, else the newest of the repositories, else null.</summary>
    public static string? RpmOf(InstalledPackages installed)
    {
        int name = installed.Table.Dependencies.Symbols.Find("rpm");
        IEnumerable<int> own = installed.All.Where(p => installed.Nevra(p).Name == "rpm");
        if (!own.Any()) own = name < 0 ? [] : installed.Table.ByName[name].ToArray();
        return own.Select(p => installed.Version(p).Version).Aggregate((string?)null, static (a, b) => a is null || RpmVersion.Compare(b, a) > 0 ? b : a);
    }
}
