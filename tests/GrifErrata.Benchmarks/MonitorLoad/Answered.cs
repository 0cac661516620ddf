using System.Collections.Concurrent;
using System.Diagnostics;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>The reports that were answered, to ask the database for them after a kill.</summary>
internal sealed class Answered
{
    private readonly ConcurrentDictionary<string, LoadReport> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LoadReport> _pending = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>How many were answered.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Machines of which one was.</summary>
    public int Hosts => _last.Count;

    /// <summary>A report is sent: it may be stored from now on.</summary>
    public void Sent(LoadReport report) => _pending[report.Host] = report;

    /// <summary>A report was answered: it must be stored.</summary>
    public void Came(LoadReport report)
    {
        _last[report.Host] = report;
        _pending.TryRemove(report.Host, out _);
        Interlocked.Increment(ref _count);
    }

    /// <summary>Asks the database of a killed monitor whether all is there, and what it says in words.</summary>
    /// <param name="database">SQLite's file, or a connection string.</param>
    public async Task<(bool IsWhole, string Said)> CheckAsync(string database)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [LoadServer.Program("tests", "GrifErrata.Monitor.StorageLoad", "GrifErrata.Monitor.StorageLoad.dll"), "answered", database])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        foreach ((string host, LoadReport report) in _last)
            await process.StandardInput.WriteLineAsync($"{host}\t{report.Hash}\t{(_pending.TryGetValue(host, out LoadReport? pending) ? pending.Hash : report.Hash)}");
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, (await said).Trim());
    }
}
