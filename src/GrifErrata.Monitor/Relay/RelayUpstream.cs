using System.Collections.Immutable;

namespace GrifErrata.Monitor.Relay;

/// <summary>A server to which reports are forwarded, and which reports are. Each criterion that is given must hold; without any, all reports are.</summary>
public sealed record RelayUpstream
{
    /// <summary>Its name in records and on pages.</summary>
    public required string Name { get; init; }

    /// <summary>Where reports are posted: http or https.</summary>
    public required Uri Url { get; init; }

    /// <summary>Sites whose reports it gets; empty for all.</summary>
    public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary>Tags whose reports it gets; empty for all.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Hosts, or patterns of them, whose reports it gets; empty for all.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>PEM file with the certificate and private key with which the monitor shows who it is, or null.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with the authorities of the server's certificate, or null for those that the system knows.</summary>
    public string? Authorities { get; init; }
}
