using Microsoft.Win32.SafeHandles;

namespace GrifErrata.Tool;

/// <summary>The process's standard streams.</summary>
internal static class StandardStreams
{
    private const int Epipe = 32;

    /// <summary>Standard input.</summary>
    public static Stream In() => Open(0, FileAccess.Read) ?? Console.OpenStandardInput();

    /// <summary>Standard output; a write fails when the reader is gone.</summary>
    public static Stream Out() => Open(1, FileAccess.Write) ?? Console.OpenStandardOutput();

    /// <summary>Standard error.</summary>
    public static Stream Error() => Open(2, FileAccess.Write) ?? Console.OpenStandardError();

    /// <summary>Whether a write failed because the reader is gone.</summary>
    public static bool IsBrokenPipe(IOException exception) => exception.HResult == Epipe;

    /// <summary>
    /// Pipes and terminals as a FileStream. Console's own streams swallow EPIPE, so that <c>yes ... | grif-errata vercmp --stdin |
    /// head -1</c> would run for ever, and send a terminal control sequences. But a FileStream keeps a position of its own, which
    /// is wrong for a file that several processes write: null for that.
    /// </summary>
    private static FileStream? Open(int descriptor, FileAccess access)
    {
        if (OperatingSystem.IsWindows()) return null;
        try
        {
            FileStream stream = new(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
            return stream.CanSeek ? null : stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A closed descriptor, or one opened the other way: Console makes of it what can be made.
            return null;
        }
    }
}
