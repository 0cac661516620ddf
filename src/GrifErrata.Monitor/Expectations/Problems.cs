using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Monitor.Expectations;

/// <summary>What could not be read of a source, in one line each, bounded.</summary>
internal sealed class Problems
{
    private readonly ImmutableArray<string>.Builder _texts = ImmutableArray.CreateBuilder<string>();

    public int Count { get; private set; }

    public ImmutableArray<string> Texts => _texts.ToImmutable();

    public void Add(string text)
    {
        Count++;
        if (_texts.Count < SourceState.MostProblems) _texts.Add(text);
    }

    /// <summary>Takes the errors of a reading.</summary>
    public void AddErrors(DiagnosticBag diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)) Add(diagnostic.ToString());
    }

    public void AddRange(Problems others)
    {
        Count += others.Count;
        foreach (string text in others._texts.Take(SourceState.MostProblems - _texts.Count)) _texts.Add(text);
    }
}
