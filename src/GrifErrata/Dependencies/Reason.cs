namespace GrifErrata.Dependencies;

/// <summary>Why something is so in a search.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Package">The package whose rule it is.</param>
/// <param name="Dependency">The dependency, or -1.</param>
/// <param name="Clause">The clause that forced it, or -1.</param>
internal readonly record struct Reason(ReasonKind Kind, int Package, int Dependency = -1, int Clause = -1);

/// <summary>The rules of a search.</summary>
internal enum ReasonKind
{
    /// <summary>The update names it.</summary>
    Locked,

    /// <summary>A package requires something.</summary>
    Requires,

    /// <summary>Part of a rich requirement or conflict.</summary>
    Rich,

    /// <summary>An installed package stays, or is replaced.</summary>
    Stays,

    /// <summary>Another version or architecture of the name takes its place.</summary>
    SameName,

    /// <summary>Both architectures of a name must have one version.</summary>
    Twin,

    /// <summary>A package obsoletes another.</summary>
    Obsoletes,

    /// <summary>A package conflicts with another.</summary>
    Conflicts,

    /// <summary>A clause left no other way.</summary>
    Forced,

    /// <summary>Tried before, without success.</summary>
    Tried,
}
