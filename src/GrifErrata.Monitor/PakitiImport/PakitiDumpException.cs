namespace GrifErrata.Monitor.PakitiImport;

/// <summary>A dump that cannot be read; the message says where and what to do.</summary>
public sealed class PakitiDumpException : Exception
{
    /// <summary>Without a message.</summary>
    public PakitiDumpException()
    {
    }

    /// <summary>With what is wrong.</summary>
    public PakitiDumpException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong and its cause.</summary>
    public PakitiDumpException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
