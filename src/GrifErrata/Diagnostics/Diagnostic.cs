namespace GrifErrata.Diagnostics;

/// <summary>One message for the person who must fix something.</summary>
/// <param name="Descriptor">What kind of message it is.</param>
/// <param name="Location">File, line and column of the cause.</param>
/// <param name="Message">What is wrong here and what to do, in one line of at most 2,000 characters; what cannot be printed becomes <c>?</c>.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)
{
    /// <summary>What is wrong here and what to do.</summary>
    public string Message { get; } = PrintableMessage.Of(Message);

    /// <summary>The code, for example <c>GE1101</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>Error or warning.</summary>
    public DiagnosticSeverity Severity => Descriptor.Severity;

    /// <summary><c>file(line,column): error GE1101: message</c>, the form of compilers.</summary>
    public override string ToString()
    {
        string place = Location.File.Length == 0 ? "grif-errata" : Location.ToString();
        string word = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{place}: {word} {Code}: {Message}";
    }
}
