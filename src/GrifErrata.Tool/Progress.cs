namespace GrifErrata.Tool;

/// <summary>Says on standard error what takes longer than a second, if a person is watching, and wipes it out at the end.</summary>
public sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TextWriter _error;
    private readonly ITimer? _timer;
    private string _what;
    private bool _shown;
    private bool _ended;

    /// <summary>Starts the second.</summary>
    /// <param name="console">Where it is said.</param>
    /// <param name="what">What is done.</param>
    public Progress(CommandConsole console, string what)
    {
        _error = console.Error;
        _what = what;
        if (console.ErrorIsTerminal) _timer = console.Time.CreateTimer(_ => Show(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says what is done from now on.</summary>
    public void Report(string what)
    {
        lock (_lock)
        {
            _what = what;
            if (_shown && !_ended) Write();
        }
    }

    /// <summary>Wipes it out.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_shown && !_ended) _error.Write("\r\e[K");
            _ended = true;
        }

        _timer?.Dispose();
    }

    private void Show()
    {
        lock (_lock)
        {
            // The timer may fire while the work ends.
            if (_ended) return;
            _shown = true;
            Write();
        }
    }

    private void Write()
    {
        _error.Write($"\r\e[K{TerminalText.OneLine(_what)} ...");
        _error.Flush();
    }
}
