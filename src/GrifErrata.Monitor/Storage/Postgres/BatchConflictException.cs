namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>Another collector stored a new host at the same time; the batch starts again.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this folder.
internal sealed class BatchConflictException : Exception;
#pragma warning restore CA1032, CA1064
