using GrifErrata.Diagnostics;

namespace GrifErrata.Dependencies;

/// <summary>What a check can find: GE1851 to GE1879, GE2851 to GE2879.</summary>
public static class DependencyDiagnostics
{
    /// <summary>The update names a package that no repository has.</summary>
    public static readonly DiagnosticDescriptor NotInRepositories = new("GE1851", "No repository has a package of the update");

    /// <summary>The update cannot be applied to a machine.</summary>
    public static readonly DiagnosticDescriptor Impossible = new("GE1852", "An update cannot be applied");

    /// <summary>A request of a check cannot be read.</summary>
    public static readonly DiagnosticDescriptor Request = new("GE1853", "A request of a check cannot be read");

    /// <summary>A list of a machine or an update has a line that is no package.</summary>
    public static readonly DiagnosticDescriptor List = new("GE1854", "A line is not a package");

    /// <summary>The update names a package of a module stream that is not active.</summary>
    public static readonly DiagnosticDescriptor InactiveStream = new("GE1860", "A package of the update is of a module stream that is not active");

    /// <summary>An installed package is in no repository.</summary>
    public static readonly DiagnosticDescriptor Foreign = new("GE2851", "No repository has an installed package");

    /// <summary>A requirement that is not met today.</summary>
    public static readonly DiagnosticDescriptor BrokenBefore = new("GE2852", "A machine was broken before");

    /// <summary>A file requirement that only filelists can answer.</summary>
    public static readonly DiagnosticDescriptor FileLists = new("GE2853", "Only filelists can answer a requirement");

    /// <summary>The search was cut short.</summary>
    public static readonly DiagnosticDescriptor NotExact = new("GE2854", "A check was cut short");

    /// <summary>A package that the machine's rpm is too old for.</summary>
    public static readonly DiagnosticDescriptor RpmFeature = new("GE2855", "A package needs a newer rpm");

    /// <summary>Which stream of a module a machine uses cannot be told.</summary>
    public static readonly DiagnosticDescriptor UndecidedStream = new("GE2861", "The module stream of a machine is not known");

    /// <summary>A stream that was named is in no repository.</summary>
    public static readonly DiagnosticDescriptor UnknownStream = new("GE2862", "No repository has a module stream");

    /// <summary>A table cannot be kept for the next check.</summary>
    public static readonly DiagnosticDescriptor NotKept = new("GE2860", "A table of repositories cannot be kept");

    /// <summary>None of the profiles is a machine of the OS.</summary>
    public static readonly DiagnosticDescriptor NoMachine = new("GE1865", "No machine of the OS is among the profiles");

    /// <summary>The machine to simulate is not among the profiles.</summary>
    public static readonly DiagnosticDescriptor Host = new("GE1866", "A machine is not among the profiles");

    /// <summary>A profile does not say its OS, or no OS of the input is it.</summary>
    public static readonly DiagnosticDescriptor OsUnknown = new("GE1867", "The OS of a machine is not known");

    /// <summary>Packages without dependencies.</summary>
    public static readonly DiagnosticDescriptor Listed = new("GE2865", "Packages are listed without their dependencies");

    /// <summary>A machine's package without version or architecture.</summary>
    public static readonly DiagnosticDescriptor Unversioned = new("GE2866", "Packages of a machine have no version or architecture");

    /// <summary>An update that needs more than itself.</summary>
    public static readonly DiagnosticDescriptor NeedsMore = new("GE2867", "An update needs more than itself");
}
