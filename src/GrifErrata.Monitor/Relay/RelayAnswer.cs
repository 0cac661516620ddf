namespace GrifErrata.Monitor.Relay;

/// <summary>What an upstream server made of a report.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Error">What is wrong, for the queue and the log; null where it was delivered.</param>
/// <param name="RetryAfter">How long the server wants to be left alone, or null.</param>
internal sealed record RelayAnswer(RelayAnswerKind Kind, string? Error = null, TimeSpan? RetryAfter = null)
{
    public static readonly RelayAnswer Delivered = new(RelayAnswerKind.Delivered);
}

/// <summary>What an answer means for the report and for those after it.</summary>
internal enum RelayAnswerKind
{
    /// <summary>The server has the report.</summary>
    Delivered,

    /// <summary>The server does not want this report: 4xx, or an answer that is none of Pakiti's.</summary>
    Refused,

    /// <summary>The server failed at this report: Pakiti answers 500 to reports that it cannot read as well as to its own faults.</summary>
    Failed,

    /// <summary>The server takes no report now: no connection, no answer in time, overload, or it has moved.</summary>
    Away,
}
