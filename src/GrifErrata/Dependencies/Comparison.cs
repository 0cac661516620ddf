namespace GrifErrata.Dependencies;

/// <summary>The operator of a dependency, rpm's sense flags; none means any version.</summary>
[Flags]
internal enum Comparison : byte
{
    /// <summary>No operator.</summary>
    None = 0,

    /// <summary><c>&lt;</c>.</summary>
    Less = 1,

    /// <summary><c>&gt;</c>.</summary>
    Greater = 2,

    /// <summary><c>=</c>.</summary>
    Equal = 4,
}
