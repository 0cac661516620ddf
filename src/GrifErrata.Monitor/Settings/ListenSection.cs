using System.Collections.Immutable;
using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Settings;

/// <summary><c>listen</c>: addresses and certificates.</summary>
internal static class ListenSection
{
    public static ListenSettings Read(SettingsPlace top)
    {
        if (top.Part("listen") is not { } place) return new();
        IReadOnlyList<YamlText> urls = place.Map.Texts("urls");
        foreach (YamlText url in urls)
        {
            if (Wrong(url.Text) is { } wrong) place.Wrong(url.Location, wrong);
        }

        ListenSettings settings = new()
        {
            Urls = urls.Count == 0 ? [ListenSettings.Default] : [.. urls.Select(u => u.Text)],
            Certificate = place.File("certificate", "the PEM file with the server's certificate"),
            CertificateKey = place.File("key", "the PEM file with the private key of the server's certificate"),
            ClientAuthorities = place.File("clientAuthorities", "the PEM file with the authorities that sign clients' certificates"),
            AllowPlain = place.Flag("allowPlain") ?? false,
        };
        place.Map.RefuseUnknownKeys();
        return settings;
    }

    /// <summary>Why an address cannot be listened on; null where it can.</summary>
    public static string? Wrong(string url)
    {
        const string Example = "Write http://127.0.0.1:8490 or https://*:8490.";
        try
        {
            BindingAddress address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe) return $"`{url}` is a socket of this machine, on which nobody's address is known. {Example}";
            bool isHttp = address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || ListenSettings.IsHttps(url);
            return isHttp && address.PathBase.Length == 0 ? null : $"`{url}` is no address to listen on. {Example}";
        }
        catch (FormatException)
        {
            return $"`{url}` is no address to listen on. {Example}";
        }
    }
}
