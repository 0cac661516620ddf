using Microsoft.Win32.SafeHandles;

namespace GrifErrata.Tool;

/// <summary>The process's standard output.</summary>
internal static class StandardOutput
{
    private const int Epipe = 32;

    /// <summary>Opens it so that a write fails when the reader is gone.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();

        // Console's stream swallows EPIPE, and `yes ... | grif-errata vercmp --stdin | head -1` would run for ever. A FileStream
        // does not, but it keeps a position of its own, which is wrong for a file that several processes write.
        FileStream stream = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>Whether a write failed because the reader is gone.</summary>
    public static bool IsBrokenPipe(IOException exception) => exception.HResult == Epipe;
}
