namespace GrifErrata.Monitor.Settings;

/// <summary>How many requests an address, of IPv6 a /64, may send a minute. This machine may send any number, unless a proxy runs on it.</summary>
public sealed record RateSettings
{
    /// <summary>Reports a minute, 1 or more.</summary>
    public int Reports { get; init; } = 600;

    /// <summary>Pages and other reads a minute, 1 or more.</summary>
    public int Reads { get; init; } = 600;
}
