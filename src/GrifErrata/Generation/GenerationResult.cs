using System.Collections.Immutable;

namespace GrifErrata.Generation;

/// <summary>What a generation did.</summary>
/// <param name="Outputs">Every file that the inputs give, full paths in ordinal order; empty after an error in the inputs.</param>
/// <param name="Written">Those that were written, because they were missing or differed.</param>
/// <param name="Deleted">Orphans that were deleted.</param>
public sealed record GenerationResult(ImmutableArray<string> Outputs, ImmutableArray<string> Written, ImmutableArray<string> Deleted)
{
    /// <summary>Nothing was made.</summary>
    public static GenerationResult Nothing { get; } = new([], [], []);
}
