namespace GrifErrata.Advisories.Oval;

/// <summary>What a test is for us.</summary>
internal enum OvalTestKind : byte
{
    /// <summary>Not looked at yet.</summary>
    Open,

    /// <summary>A package below an EVR: a fix.</summary>
    Fix,

    /// <summary>Another question about a package: whether it is there, at another EVR.</summary>
    Package,

    /// <summary>A release, an architecture, a signature, a module.</summary>
    Condition,

    /// <summary>It, its object or its state is missing or there twice.</summary>
    Broken,
}
