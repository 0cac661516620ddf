namespace GrifErrata.Dependencies.FixPhase;

/// <summary>A package that must come beside another.</summary>
/// <param name="Package">The package that comes.</param>
/// <param name="By">The package that requires it.</param>
/// <param name="Need">What is required.</param>
/// <param name="Others">Other names that would do, in ordinal order: a person may choose one of them.</param>
internal sealed record Addition(int Package, int By, Need Need, IReadOnlyList<string> Others);
