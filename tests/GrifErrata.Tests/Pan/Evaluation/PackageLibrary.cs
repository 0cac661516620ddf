namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>Whose package functions a profile is compiled with.</summary>
internal enum PackageLibrary
{
    /// <summary>Those of today's template-library-core.</summary>
    Core,

    /// <summary>Those of ncm-spma 2.0, which SPMA trees have.</summary>
    Legacy,
}
