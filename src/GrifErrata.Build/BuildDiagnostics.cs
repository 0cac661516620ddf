using GrifErrata.Diagnostics;

namespace GrifErrata.Build;

/// <summary>What can be wrong with the build's properties.</summary>
public static class BuildDiagnostics
{
    /// <summary>GrifErrataMode has no such value.</summary>
    public static readonly DiagnosticDescriptor Mode = new("GE1030", "GrifErrataMode is neither Update nor Verify");

    /// <summary>GrifErrataToday is no day.</summary>
    public static readonly DiagnosticDescriptor Today = new("GE1031", "GrifErrataToday is not a day");

    /// <summary>GrifErrataOffline is not true.</summary>
    public static readonly DiagnosticDescriptor Offline = new("GE1839", "The build never uses the network");

    /// <summary>GrifErrataCheck has nothing to check.</summary>
    public static readonly DiagnosticDescriptor NoProfiles = new("GE1868", "GrifErrataCheck has no profiles to check");
}
