namespace GrifErrata.Diagnostics;

/// <summary>What a message to the user is about; one page under docs/diagnostics explains each.</summary>
/// <param name="Code"><c>GE1xxx</c> for an error, <c>GE2xxx</c> for a warning. A code is never used again for something else.</param>
/// <param name="Title">What is wrong in a few words, the same for each occurrence.</param>
public sealed record DiagnosticDescriptor(string Code, string Title)
{
    /// <summary>Error for <c>GE1xxx</c>, warning for <c>GE2xxx</c>.</summary>
    public DiagnosticSeverity Severity => Code.StartsWith("GE1", StringComparison.Ordinal)
        ? DiagnosticSeverity.Error
        : DiagnosticSeverity.Warning;

    /// <summary>The page of this code, relative to the repository's root.</summary>
    public string HelpPage => $"docs/diagnostics/{Code}.md";

    /// <summary>An occurrence of this diagnostic.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="message">What is wrong here and what to do, in full sentences without a final line break.</param>
    public Diagnostic At(SourceLocation location, string message) => new(this, location, message);
}
