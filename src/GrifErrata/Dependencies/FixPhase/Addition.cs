namespace GrifErrata.Dependencies.FixPhase;

/// <summary>A package that must come beside another.</summary>
/// <param name="Package">The package that comes.</param>
/// <param name="By">The package that requires it.</param>
/// <param name="Need">What is required.</param>
/// <param name="Others">Other names that would do, in ordinal order: a person may choose one of them.</param>
/// <param name="Raised">Builds of such names that meet the need where what machines have of the name does not.</param>
internal sealed record Addition(int Package, int By, Need Need, IReadOnlyList<string> Others, IReadOnlyList<int> Raised)
{
    /// <summary>Names of which a machine has none where it comes: those of the others of which any build will do, for it and for the package that requires it.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];
}
