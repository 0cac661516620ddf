using System.Net;
using System.Text.RegularExpressions;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>What a browser does with a form: keeps cookies, sends hidden fields, follows nothing by itself here.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly Uri _address;

    public Browser(Uri address)
    {
        _address = address;
        _handler = new() { AllowAutoRedirect = false, CookieContainer = _cookies };
        _client = new(_handler) { BaseAddress = address };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public string Cookie(string name) => _cookies.GetCookies(_address)[name]!.Value;

    public (HttpStatusCode Status, string Text, HttpResponseMessage Answer) Get(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        return Send(request);
    }

    /// <summary>Sends the form of a page: its hidden fields, then these.</summary>
    public (HttpStatusCode Status, string Text, HttpResponseMessage Answer) Submit(string page, string path, params (string Name, string Value)[] fields)
    {
        Dictionary<string, string> form = Hidden().Matches(page).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value), StringComparer.Ordinal);
        foreach ((string name, string value) in fields) form[name] = value;
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        return Send(request);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private (HttpStatusCode Status, string Text, HttpResponseMessage Answer) Send(HttpRequestMessage request)
    {
        HttpResponseMessage answer = _client.Send(request);
        using StreamReader reader = new(answer.Content.ReadAsStream());
        return (answer.StatusCode, reader.ReadToEnd(), answer);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
