using System.Collections;

namespace GrifErrata.Diagnostics;

/// <summary>Gathers diagnostics in the order in which they are found. Not safe for several threads.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Whether an error is among them.</summary>
    public bool HasErrors { get; private set; }

    /// <inheritdoc/>
    public int Count => _diagnostics.Count;

    /// <summary>Adds one.</summary>
    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        _diagnostics.Add(diagnostic);
    }

    /// <summary>Adds one from its parts.</summary>
    public void Add(DiagnosticDescriptor descriptor, SourceLocation location, string message) =>
        Add(descriptor.At(location, message));

    /// <summary>Adds all of another bag.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics) Add(diagnostic);
    }

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _diagnostics.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
