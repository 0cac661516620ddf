using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Oval;

/// <summary>A state: what the package must be like.</summary>
internal struct OvalState
{
    public OvalUse Use;

    /// <summary>It speaks of the EVR, in whatever way.</summary>
    public bool HasEvr;

    /// <summary>It is an EVR with the operation "less than", and one that a package can be below of.</summary>
    public bool IsFix;

    /// <summary>The EVR is whole and in rpm's alphabet.</summary>
    public bool IsEvr;

    /// <summary>The fixed EVR as written, of a fix.</summary>
    public string? Text;

    /// <summary>The fixed EVR, where <see cref="IsEvr"/>.</summary>
    public Evr Evr;

    /// <summary>The architectures; default for none.</summary>
    public ImmutableArray<string> Arches;

    /// <summary>A pattern of architectures that is no list.</summary>
    public string? UnclearArches;
}
