using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>A file to generate.</summary>
/// <param name="RelativePath">Path below the output folder, with <c>/</c>.</param>
/// <param name="Text">Content, LF line ends, one at the end; written as UTF-8 without byte-order mark.</param>
/// <param name="Definition">The definition that it is made from.</param>
public sealed record OutputFile(string RelativePath, string Text, UpdateDefinition Definition)
{
    /// <summary>Whether the file must never change again.</summary>
    public bool IsFinal => Definition.State != UpdateState.Draft;
}
