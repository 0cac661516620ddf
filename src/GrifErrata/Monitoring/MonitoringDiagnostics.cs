using GrifErrata.Diagnostics;

namespace GrifErrata.Monitoring;

/// <summary>What can be wrong with what the monitor says, and what it says: GE1911, GE2911.</summary>
public static class MonitoringDiagnostics
{
    /// <summary>A file that is not the monitor's document of hosts.</summary>
    public static readonly DiagnosticDescriptor Document = new("GE1911", "The monitor's document of hosts cannot be read");

    /// <summary>A machine on an old version that no freeze keeps there.</summary>
    public static readonly DiagnosticDescriptor Forgotten = new("GE2911", "A machine is forgotten on an old version");
}
