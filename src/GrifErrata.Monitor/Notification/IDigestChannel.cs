namespace GrifErrata.Monitor.Notification;

/// <summary>A way on which digests are sent.</summary>
internal interface IDigestChannel
{
    /// <summary>Its name in states and logs.</summary>
    string Name { get; }

    /// <summary>Sends a digest.</summary>
    /// <exception cref="DigestException">It was not sent; the message says why.</exception>
    Task SendAsync(string subject, string markdown, CancellationToken cancellation);
}

/// <summary>A digest was not sent.</summary>
public sealed class DigestException : Exception
{
    /// <summary>Without a message.</summary>
    public DigestException()
    {
    }

    /// <summary>With what is wrong.</summary>
    public DigestException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong and its cause.</summary>
    public DigestException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
