using GrifErrata.Diagnostics;

namespace GrifErrata.Repositories;

/// <summary>What can be wrong with a repository's metadata: GE1251 to GE1279, GE2251 to GE2279.</summary>
public static class RepodataDiagnostics
{
    /// <summary>GE1251.</summary>
    public static readonly DiagnosticDescriptor WrongRoot = new("GE1251", "The document is no repomd.xml");

    /// <summary>GE1252.</summary>
    public static readonly DiagnosticDescriptor UnsafeHref = new("GE1252", "A file of the metadata lies outside the repository");

    /// <summary>GE1253.</summary>
    public static readonly DiagnosticDescriptor NoUpdateInfo = new("GE1253", "The repository has no advisories");

    /// <summary>GE1254.</summary>
    public static readonly DiagnosticDescriptor UnknownChecksum = new("GE1254", "A checksum is of an unknown kind or form");

    /// <summary>GE1255.</summary>
    public static readonly DiagnosticDescriptor NoPrimary = new("GE1255", "The repository lists no packages");

    /// <summary>GE1256.</summary>
    public static readonly DiagnosticDescriptor BadNumber = new("GE1256", "A size or time is not a number");

    /// <summary>GE1257.</summary>
    public static readonly DiagnosticDescriptor NoLocation = new("GE1257", "An entry of repomd.xml names no file");

    /// <summary>GE1258.</summary>
    public static readonly DiagnosticDescriptor WrongPrimaryRoot = new("GE1258", "The document is no primary.xml");

    /// <summary>GE1259.</summary>
    public static readonly DiagnosticDescriptor PackageCount = new("GE1259", "primary.xml does not list as many packages as it states");

    /// <summary>GE2251.</summary>
    public static readonly DiagnosticDescriptor WeakChecksum = new("GE2251", "A checksum is weak");

    /// <summary>GE2252.</summary>
    public static readonly DiagnosticDescriptor RefusedPackage = new("GE2252", "A package of the repository was refused");
}
