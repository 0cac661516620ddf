using GrifErrata.Diagnostics;

namespace GrifErrata.Input;

/// <summary>
/// Ends the reading of an input. A stream can only fail by throwing; <see cref="InputFile"/> and the readers turn this into its
/// diagnostic, and it never leaves the library.
/// </summary>
#pragma warning disable CA1032, CA1064 // It always carries a diagnostic and is internal on purpose.
internal sealed class InputException(Diagnostic diagnostic) : IOException(diagnostic.Message)
#pragma warning restore CA1032, CA1064
{
    /// <summary>What is wrong, where, and what to do.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
