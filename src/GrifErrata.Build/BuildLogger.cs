using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Microsoft.Extensions.Logging;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace GrifErrata.Build;

/// <summary>Hands the library's messages to MSBuild. They tell what was done; what a person must act on is a diagnostic.</summary>
internal sealed class BuildLogger(TaskLoggingHelper log) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string message = $"GrifErrata: {formatter(state, exception)}";
        switch (logLevel)
        {
            case LogLevel.Critical or LogLevel.Error:
                log.LogError(null, null, null, null, 0, 0, 0, 0, message);
                break;
            case LogLevel.Warning:
                log.LogWarning(null, null, null, null, 0, 0, 0, 0, message);
                break;
            case LogLevel.Information:
                log.LogMessage(null, null, null, null, 0, 0, 0, 0, MessageImportance.Normal, message);
                break;
            case not LogLevel.None:
                log.LogMessage(null, null, null, null, 0, 0, 0, 0, MessageImportance.Low, message);
                break;
        }
    }
}
