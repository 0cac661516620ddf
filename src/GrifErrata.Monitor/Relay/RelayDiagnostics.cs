using GrifErrata.Diagnostics;

namespace GrifErrata.Monitor.Relay;

/// <summary>What can be wrong with the settings of the relay.</summary>
public static class RelayDiagnostics
{
    /// <summary>A value under <c>relay</c> that cannot be what it should be.</summary>
    public static readonly DiagnosticDescriptor Value = new("GE1970", "A value of the relay is not acceptable");
}
