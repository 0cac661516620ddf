namespace GrifErrata.Monitor.Storage;

/// <summary>The database cannot be opened, read or written; the message says what is wrong and what to do.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Without a message.</summary>
    public StorageException()
    {
    }

    /// <summary>With a message.</summary>
    public StorageException(string message) : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public StorageException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
