using System.Collections.Immutable;
using System.Net;

namespace GrifErrata.Monitor.Settings;

/// <summary>Where the monitor listens.</summary>
public sealed record ListenSettings
{
    /// <summary>Where it listens when nobody says anything.</summary>
    public const string Default = "http://127.0.0.1:8490";

    /// <summary>Addresses, <c>http://127.0.0.1:8490</c>; <c>*</c> as host is every address of the machine.</summary>
    public ImmutableArray<string> Urls { get; init; } = [Default];

    /// <summary>PEM file with the server's certificate and those between it and its authority.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with its private key; null where it is in <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>PEM file with the authorities of clients' certificates; null asks clients for none.</summary>
    public string? ClientAuthorities { get; init; }

    /// <summary>Whether tokens may go over plain HTTP beyond this machine.</summary>
    public bool AllowPlain { get; init; }

    /// <summary>Whether an address reaches beyond this machine. What is not surely loopback does.</summary>
    internal static bool IsBeyondThisMachine(string url) =>
        BindingAddress.Parse(url).Host is var host && host != "localhost" && !(IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Whether an address is HTTPS.</summary>
    internal static bool IsHttps(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
