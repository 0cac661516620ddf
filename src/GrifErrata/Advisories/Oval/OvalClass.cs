namespace GrifErrata.Advisories.Oval;

/// <summary>The class of a definition.</summary>
internal enum OvalClass : byte
{
    /// <summary>An inventory, a setting: an advisory only if it fixes something.</summary>
    Other,

    /// <summary>An erratum.</summary>
    Patch,

    /// <summary>A CVE: SUSE's are fixes, Red Hat's are mostly not.</summary>
    Vulnerability,
}
