namespace GrifErrata.Benchmarks;

/// <summary>A whole process that does one piece of work.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Program">Full path; where it is absent, the row says so.</param>
/// <param name="Arguments">Arguments.</param>
/// <param name="Input">File for its standard input, or null.</param>
/// <param name="Probe">Arguments with which it exits 0 if all that it needs is installed, or null.</param>
/// <param name="ExitCode">What it exits with when it did its work.</param>
internal sealed record Peer(string Name, string Program, string[] Arguments, string? Input = null, string[]? Probe = null, int ExitCode = 0);
