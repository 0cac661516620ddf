namespace GrifErrata.Advisories.Oval;

/// <summary>What a node of the criteria is.</summary>
internal enum OvalNodeKind : byte
{
    /// <summary>All of its children must hold.</summary>
    And,

    /// <summary>One of its children must hold.</summary>
    Or,

    /// <summary>It is negated, so nothing in it is a fix or a condition.</summary>
    Negated,

    /// <summary>A test of which the comment says nothing more.</summary>
    Test,

    /// <summary>A test whose comment names a release: "X is installed".</summary>
    Product,

    /// <summary>A test whose comment names a module: "Module X is enabled".</summary>
    Module,
}
