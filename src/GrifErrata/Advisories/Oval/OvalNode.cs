namespace GrifErrata.Advisories.Oval;

/// <summary>A node; its subtree follows it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Of a test its number, or 0; of all others the index behind the subtree.</param>
/// <param name="Text">The release or the module.</param>
internal readonly record struct OvalNode(OvalNodeKind Kind, int Value, string? Text)
{
    public bool IsTest => Kind >= OvalNodeKind.Test;
}
