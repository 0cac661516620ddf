using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GrifErrata.Monitor.Access;

/// <summary>What one connection may cost, and what may be written of it.</summary>
internal static class ServerLimits
{
    /// <summary>Most connections at a time: a client of Pakiti has its own for a second, a browser a few.</summary>
    private const int Connections = 4000;

    private static readonly (string Category, LogLevel Level)[] WithAddresses =
    [
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None), ("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Information),
    ];

    /// <summary>Bounds connections and requests.</summary>
    public static void UseLimits(this KestrelServerOptions kestrel, long longestBody)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = longestBody;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        kestrel.Limits.MaxConcurrentConnections = Connections;

        // One request at a time a connection, so that the bound of connections bounds requests too.
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
    }

    /// <summary>One line a request would be most of the log; what goes wrong is logged all the same. The categories that can write an address with
    /// a token in it write nothing, whatever is asked for: a level for one way of writing (<c>Logging:Console:LogLevel</c>) would go before that for all.</summary>
    public static void KeepQuiet(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // It warns that keys in files are not encrypted; their folder is closed to others.
        logging.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            foreach (string? provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
            {
                foreach ((string category, LogLevel level) in WithAddresses) options.Rules.Add(new(provider, category, level, filter: null));
            }
        });
    }
}
