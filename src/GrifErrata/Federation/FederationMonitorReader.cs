using GrifErrata.Yaml;

namespace GrifErrata.Federation;

/// <summary>Reads <c>monitor</c> of <c>federation.yaml</c>.</summary>
internal static class FederationMonitorReader
{
    /// <summary>The monitor, or null where the federation has none or after an error.</summary>
    public static FederationMonitor? Read(YamlMap? map)
    {
        if (map is null) return null;
        YamlText? text = map.RequiredText("url", "the monitor's address, for example https://errata.example.org/");
        map.RefuseUnknownKeys();
        if (text is null) return null;

        // The address becomes text of Pan and of the client's configuration: what a URL may hold besides is not needed there.
        if (Uri.TryCreate(text.Text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
            && Uri.CheckHostName(url.IdnHost) is UriHostNameType.Dns or UriHostNameType.IPv4
            && url.AbsolutePath.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.'))
        {
            return new(url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/"), text.Location);
        }

        map.Diagnostics.Add(FederationDiagnostics.Value, text.Location,
            $"`{text.Text}` is not the address of a monitor: http or https, a host, perhaps a port and a path of letters, digits, `-`, `_`, `.` and `/`.");
        return null;
    }
}
