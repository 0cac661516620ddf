using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Fleet;

/// <summary>What the log gets of the judging.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "hosts cannot be judged, the last state stays; it is tried again")]
    public static partial void Failed(ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Error, "the day's trend and clean-up failed and are tried again")]
    public static partial void UpkeepFailed(ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Information, "cleaned up: {Result}")]
    public static partial void Pruned(ILogger log, PruneResult result);
}
