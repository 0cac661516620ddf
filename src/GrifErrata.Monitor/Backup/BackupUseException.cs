namespace GrifErrata.Monitor.Backup;

/// <summary>What was asked for must not be done; the message says why and what to do.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this folder.
internal sealed class BackupUseException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064
