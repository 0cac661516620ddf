namespace GrifErrata.Monitor.Storage;

/// <summary>A host got other packages or another kernel.</summary>
/// <param name="Since">From when it had them, UTC.</param>
/// <param name="SetHash">Content hash of its packages.</param>
/// <param name="PackageCount">How many packages.</param>
/// <param name="Kernel">The kernel that ran.</param>
public sealed record HostChange(DateTimeOffset Since, string SetHash, int PackageCount, string Kernel);
