using GrifErrata.Diagnostics;

namespace GrifErrata.Monitor.Notification;

/// <summary>What can be wrong with the settings of digests.</summary>
public static class DigestDiagnostics
{
    /// <summary>A value under <c>digest</c> that cannot be what it should be.</summary>
    public static readonly DiagnosticDescriptor Value = new("GE1975", "A value of the digest is not acceptable");
}
