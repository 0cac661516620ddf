namespace GrifErrata.Monitor.Pages;

/// <summary>Where things have their page.</summary>
internal static class PageAddress
{
    public static string Host(string name) => $"/hosts/{Uri.EscapeDataString(name)}";

    public static string Changes(string host, string before, string after) => $"{Host(host)}/changes?before={Uri.EscapeDataString(before)}&after={Uri.EscapeDataString(after)}";

    public static string Site(string name) => $"/sites/{Uri.EscapeDataString(name)}";

    public static string Package(string name) => $"/packages/{Uri.EscapeDataString(name)}";

    public static string Advisory(string id) => $"/advisories/{Uri.EscapeDataString(id)}";

    public static string Cve(string id) => $"/cves/{Uri.EscapeDataString(id)}";

    /// <summary>The list of hosts, filtered.</summary>
    public static string Hosts(params ReadOnlySpan<(string Key, string Value)> filters)
    {
        string query = string.Empty;
        foreach ((string key, string value) in filters) query += $"{(query.Length == 0 ? '?' : '&')}{key}={Uri.EscapeDataString(value)}";
        return "/hosts" + query;
    }
}
