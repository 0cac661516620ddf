namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Something that a package requires, taken apart: one of some packages, and where it is a condition, names beside which it is required.</summary>
/// <param name="Ways">The packages that meet it.</param>
/// <param name="Text">The requirement as people read it.</param>
/// <param name="Beside">Names that must be there too for the requirement to count, in ordinal order.</param>
internal sealed record Need(HashSet<int> Ways, string Text, IReadOnlyList<string> Beside);
