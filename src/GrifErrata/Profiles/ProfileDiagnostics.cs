using GrifErrata.Diagnostics;

namespace GrifErrata.Profiles;

/// <summary>What can be wrong with profiles and package lists of machines: GE1741 to GE1748.</summary>
public static class ProfileDiagnostics
{
    /// <summary>A profile that breaks JSON's rules, nests too deep or has a property twice.</summary>
    public static readonly DiagnosticDescriptor Syntax = new("GE1741", "A profile is not the JSON that is expected");

    /// <summary>A file that is neither a profile nor a list.</summary>
    public static readonly DiagnosticDescriptor Unknown = new("GE1742", "A file is neither a profile nor a package list");

    /// <summary>A value with a wrong type or content.</summary>
    public static readonly DiagnosticDescriptor Value = new("GE1743", "A value of a profile is not what it must be");

    /// <summary>A line that names no package.</summary>
    public static readonly DiagnosticDescriptor Line = new("GE1744", "A line of a machine's package list cannot be read");

    /// <summary>No host name, in the file or as its name.</summary>
    public static readonly DiagnosticDescriptor Host = new("GE1745", "A machine has no usable name");

    /// <summary>Two files with one host.</summary>
    public static readonly DiagnosticDescriptor Twice = new("GE1746", "Two files are about one machine");

    /// <summary>More packages than any machine has.</summary>
    public static readonly DiagnosticDescriptor TooMany = new("GE1747", "A machine has too many packages");

    /// <summary>A folder without a machine.</summary>
    public static readonly DiagnosticDescriptor Nothing = new("GE1748", "A folder holds no profile and no package list");
}
