namespace GrifErrata.Advisories.Oval;

/// <summary>How often a file says what an id means.</summary>
internal enum OvalUse : byte
{
    /// <summary>It is only referred to.</summary>
    Dangling,

    /// <summary>Once, as it should be.</summary>
    Once,

    /// <summary>Twice or more, so nobody knows which is meant.</summary>
    Twice,
}
