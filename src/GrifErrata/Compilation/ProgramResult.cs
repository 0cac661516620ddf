namespace GrifErrata.Compilation;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; -1 if it was not started or was stopped.</param>
/// <param name="Output">What it said on both channels, at most <see cref="ProgramRun.MaxOutput"/> characters; the rest is dropped.</param>
/// <param name="StartFailure">Why it could not be started; null if it was.</param>
/// <param name="TimedOut">Whether it was stopped because it took too long.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string? StartFailure = null, bool TimedOut = false);
