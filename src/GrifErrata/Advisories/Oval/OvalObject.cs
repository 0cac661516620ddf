namespace GrifErrata.Advisories.Oval;

/// <summary>An object: the package that a test asks about.</summary>
internal struct OvalObject
{
    public OvalUse Use;

    /// <summary>Name; between slashes where it is a pattern, so that it is nobody's name.</summary>
    public string? Name;

    /// <summary>Whether rpm allows the name.</summary>
    public bool IsName;
}
