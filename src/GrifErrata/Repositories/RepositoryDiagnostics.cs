using GrifErrata.Diagnostics;

namespace GrifErrata.Repositories;

/// <summary>What can be wrong with a folder of RPMs, or with sources of packages that are put together.</summary>
public static class RepositoryDiagnostics
{
    /// <summary>One package has two build times.</summary>
    public static readonly DiagnosticDescriptor BuildTimesDiffer = new("GE1220", "One package, two build times");

    /// <summary>A package without epoch may be either of two that differ in the epoch alone.</summary>
    public static readonly DiagnosticDescriptor EpochUnclear = new("GE1221", "Missing epoch may be either of two");

    /// <summary>A folder of RPMs or a file in it cannot be read.</summary>
    public static readonly DiagnosticDescriptor FolderUnreadable = new("GE1222", "RPM folder cannot be read");

    /// <summary>The name of an RPM file is not what its header says.</summary>
    public static readonly DiagnosticDescriptor FileNameDiffers = new("GE2201", "RPM file is named unlike its header");

    /// <summary>A link in a folder of RPMs leads out of it and was not followed.</summary>
    public static readonly DiagnosticDescriptor LinkNotFollowed = new("GE2202", "Link out of an RPM folder not followed");
}
