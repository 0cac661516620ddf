namespace GrifErrata.Advisories;

/// <summary>Kind of an erratum, as updateinfo's <c>update@type</c> names it.</summary>
public enum AdvisoryType
{
    /// <summary>A kind that is not known, or none given.</summary>
    Unknown,

    /// <summary><c>security</c>.</summary>
    Security,

    /// <summary><c>bugfix</c>.</summary>
    Bugfix,

    /// <summary><c>enhancement</c>.</summary>
    Enhancement,

    /// <summary><c>newpackage</c>.</summary>
    NewPackage,
}
