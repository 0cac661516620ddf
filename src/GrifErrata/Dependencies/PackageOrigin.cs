namespace GrifErrata.Dependencies;

/// <summary>Which kind of repository holds a package, the preferred first.</summary>
public enum PackageOrigin
{
    /// <summary>What updates bring.</summary>
    Errata,

    /// <summary>What the OS release shipped.</summary>
    Base,

    /// <summary>Other repositories that machines install from.</summary>
    Other,
}
