using GrifErrata.Diagnostics;

namespace GrifErrata.RepositorySnapshots;

/// <summary>What can be wrong with a snapshot of repositories: GE1980 to GE1989, GE2980 to GE2989.</summary>
public static class SnapshotDiagnostics
{
    /// <summary>GE1980.</summary>
    public static readonly DiagnosticDescriptor NoRepository = new("GE1980", "A snapshot has no repository");

    /// <summary>GE1981.</summary>
    public static readonly DiagnosticDescriptor Address = new("GE1981", "A repository's address is missing or cannot be used");

    /// <summary>GE1982.</summary>
    public static readonly DiagnosticDescriptor UnsafeLocation = new("GE1982", "A package's file lies outside its repository");

    /// <summary>GE1983.</summary>
    public static readonly DiagnosticDescriptor MissingPackage = new("GE1983", "A package that machines lock is in no repository");

    /// <summary>GE1984.</summary>
    public static readonly DiagnosticDescriptor Exists = new("GE1984", "The snapshot exists with other content");

    /// <summary>GE1985.</summary>
    public static readonly DiagnosticDescriptor CannotWrite = new("GE1985", "A snapshot cannot be written or removed");

    /// <summary>GE1986.</summary>
    public static readonly DiagnosticDescriptor NotWhole = new("GE1986", "A repository's metadata do not fit together");

    /// <summary>GE1987.</summary>
    public static readonly DiagnosticDescriptor RepositoryName = new("GE1987", "A repository of a snapshot has no usable name");

    /// <summary>GE1988.</summary>
    public static readonly DiagnosticDescriptor Withdrawn = new("GE1988", "A withdrawn version gets no snapshot");

    /// <summary>GE2980.</summary>
    public static readonly DiagnosticDescriptor NoFileLists = new("GE2980", "A repository of the snapshot has no filelists");

    /// <summary>GE2981.</summary>
    public static readonly DiagnosticDescriptor Replaced = new("GE2981", "A snapshot was replaced by another content");

    /// <summary>GE2982.</summary>
    public static readonly DiagnosticDescriptor BaseMissing = new("GE2982", "Packages of the base release are in no repository");
}
