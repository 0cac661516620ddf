using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>A file to generate.</summary>
/// <param name="RelativePath">Path below the output folder, with <c>/</c>.</param>
/// <param name="Text">Content, LF line ends, one at the end; written as UTF-8 without byte-order mark.</param>
/// <param name="Definition">The definition that it is made from; null for a file of the federation, which changes with it.</param>
public sealed record OutputFile(string RelativePath, string Text, UpdateDefinition? Definition)
{
    /// <summary>Whether the version is released or withdrawn, so that the file must not change unnoticed.</summary>
    public bool IsFinal => Definition is { State: not UpdateState.Draft };

    /// <summary>Whether machines are configured from the file: Pan, as against what people and tools read.</summary>
    public bool IsPan => RelativePath.EndsWith(".tpl", StringComparison.Ordinal) || RelativePath.EndsWith(".pan", StringComparison.Ordinal);
}
