namespace GrifErrata.Tool;

/// <summary>What the process tells its caller.</summary>
public static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>Problems were found: errors in the input, differences, an unknown package.</summary>
    public const int Problems = 1;

    /// <summary>The command was used wrongly: an unknown option, a missing argument, a broken line on standard input.</summary>
    public const int WrongUse = 2;

    /// <summary>Ctrl-C: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>The reader of the output is gone: 128 and the number of SIGPIPE, as other tools end.</summary>
    public const int BrokenPipe = 141;

    /// <summary>128 and the number of SIGTERM.</summary>
    public const int Terminated = 143;
}
