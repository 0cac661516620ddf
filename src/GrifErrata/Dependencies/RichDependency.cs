namespace GrifErrata.Dependencies;

/// <summary>A boolean dependency of rpm 4.13 and later: <c>(b if c)</c>, <c>(a with b)</c>, nested.</summary>
/// <param name="Operator">What joins the parts.</param>
/// <param name="Dependency">The number of the dependency of an <see cref="RichOperator.Atom"/>, else -1.</param>
/// <param name="Parts">The parts; of <c>if</c> and <c>unless</c> the condition is the second, what follows <c>else</c> the third.</param>
internal sealed record RichDependency(RichOperator Operator, int Dependency, IReadOnlyList<RichDependency> Parts)
{
    /// <summary>All dependencies in it.</summary>
    public IEnumerable<int> Atoms() => Operator == RichOperator.Atom ? [Dependency] : Parts.SelectMany(p => p.Atoms());
}

/// <summary>The operators of <see cref="RichDependency"/>.</summary>
internal enum RichOperator
{
    /// <summary>A plain dependency.</summary>
    Atom,

    /// <summary><c>and</c>: all.</summary>
    And,

    /// <summary><c>or</c>: one of them.</summary>
    Or,

    /// <summary><c>a if b</c>: a, or not b; with <c>else c</c>: c where not b.</summary>
    If,

    /// <summary><c>a unless b</c>: a, and not b; with <c>else c</c>: c where b.</summary>
    Unless,

    /// <summary><c>with</c>: one package meets all.</summary>
    With,

    /// <summary><c>without</c>: one package meets the first and not the second.</summary>
    Without,
}
