using GrifErrata.Diagnostics;

namespace GrifErrata.Generation;

/// <summary>What can be wrong between what is made and the output folder.</summary>
public static class GenerationDiagnostics
{
    /// <summary>A file differs from what its inputs give (Verify mode).</summary>
    public static readonly DiagnosticDescriptor Differs = new("GE1021", "A generated file differs from what its inputs give");

    /// <summary>A released version would change.</summary>
    public static readonly DiagnosticDescriptor ReleasedDiffers = new("GE1022", "A released update version would change");

    /// <summary>A file is missing (Verify mode).</summary>
    public static readonly DiagnosticDescriptor Missing = new("GE1023", "A generated file is missing");

    /// <summary>A file that no definition makes.</summary>
    public static readonly DiagnosticDescriptor Orphan = new("GE1024", "No update definition makes a generated file");

    /// <summary>The output cannot be written.</summary>
    public static readonly DiagnosticDescriptor CannotWrite = new("GE1025", "The output cannot be written");

    /// <summary>An OS or version that was asked for does not exist.</summary>
    public static readonly DiagnosticDescriptor NotFound = new("GE1026", "An OS or update version does not exist");

    /// <summary>A -fix that a person wrote is in the way of a generated one.</summary>
    public static readonly DiagnosticDescriptor FixByHand = new("GE1028", "A -fix template was written by hand");

    /// <summary>A template of a feature that a person wrote, where one of the same name is generated.</summary>
    public static readonly DiagnosticDescriptor FeatureByHand = new("GE1029", "A template that is generated was written by hand");
}
