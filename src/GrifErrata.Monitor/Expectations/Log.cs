namespace GrifErrata.Monitor.Expectations;

/// <summary>What the log gets of expectations.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "expectations are new: {Versions} update versions, {Profiles} profiles")]
    public static partial void Changed(ILogger log, int versions, int profiles);

    [LoggerMessage(LogLevel.Warning, "{Count} problems of update versions and profiles, what was right before stays in use; the first: {Problem}")]
    public static partial void Problems(ILogger log, int count, string problem);

    [LoggerMessage(LogLevel.Error, "expectations could not be read; what was known before stays in use")]
    public static partial void Failed(ILogger log, Exception exception);
}
