using System.Collections.Immutable;

namespace GrifErrata.Advisories.Oval;

/// <summary>A test: an object and the states that it is held against.</summary>
internal struct OvalTest
{
    public OvalUse Use;
    public OvalTestKind Kind;

    /// <summary>A test of the RPM database.</summary>
    public bool IsRpm;

    /// <summary>It holds when no object is of the state, so it names no fix and no condition.</summary>
    public bool IsNone;

    /// <summary>Number of the object; 0 for none.</summary>
    public int Object;

    /// <summary>Number of the first state; 0 for none.</summary>
    public int State;

    /// <summary>The other states, of the few tests that have several.</summary>
    public int[]? MoreStates;

    /// <summary>Why it is broken: dangling or twice.</summary>
    public OvalUse Problem;

    /// <summary>Number of the state that makes it broken; 0 where that is its object or itself.</summary>
    public int ProblemState;

    /// <summary>Number of the state that has the fixed EVR, of a fix.</summary>
    public int FixState;

    /// <summary>The architectures that its states name; default for none.</summary>
    public ImmutableArray<string> Arches;

    /// <summary>Number of the state whose architecture is a pattern that is no list; 0 for none.</summary>
    public int UnclearArches;
}
