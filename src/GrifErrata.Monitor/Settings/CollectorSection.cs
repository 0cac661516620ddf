namespace GrifErrata.Monitor.Settings;

/// <summary><c>encryptionKey</c> and <c>rate</c>: how reports are taken.</summary>
internal static class CollectorSection
{
    /// <summary>Most requests a minute that can be asked for.</summary>
    private const int MostRequests = 1_000_000;

    public static MonitorSettings Read(SettingsPlace top, MonitorSettings settings) => settings with
    {
        Key = top.File("encryptionKey", "the PEM file with the certificate and private key that open encrypted reports") ?? settings.Key,
        Rate = top.Part("rate") is { } rate ? Rate(rate) : settings.Rate,
    };

    private static RateSettings Rate(SettingsPlace place)
    {
        RateSettings defaults = new();
        RateSettings rate = new() { Reports = place.Number("reports", 1, MostRequests) ?? defaults.Reports, Reads = place.Number("reads", 1, MostRequests) ?? defaults.Reads };
        place.Map.RefuseUnknownKeys();
        return rate;
    }
}
