using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GrifErrata.Monitor.Expectations;

namespace GrifErrata.Monitor.Tests.Expectations;

public sealed class ProfileMirrors : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Server _server = new();

    [OneTimeTearDown]
    public void Dispose()
    {
        _folder.Dispose();
        _server.Dispose();
    }

    [SetUp]
    public void Begin()
    {
        foreach (string file in Directory.GetFiles(_folder.Path)) File.Delete(file);
        _server.Files.Clear();
        _server.Put("wn1.json", "one", 1);
        _server.Put("wn2.json", "two", 1);
    }

    private async Task<Problems> UpdateAsync(string address = "https://quattor.example.org/profiles")
    {
        _server.Requests.Clear();
        using ProfileMirror mirror = new(new Uri(address), _folder.Path, _server);
        return await mirror.UpdateAsync(CancellationToken.None);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));

    [Test]
    public async Task All_listed_profiles_are_brought_and_then_only_changed_ones()
    {
        await UpdateAsync();
        Assert.That((Read("wn1.json"), Read("wn2.json")), Is.EqualTo(("one", "two")));

        _server.Put("wn2.json", "deux", 2);
        Problems problems = await UpdateAsync();
        Assert.That(_server.Requests.Order(StringComparer.Ordinal), Is.EqualTo(new[] { "profiles-info.xml", "wn2.json" }), "also after a new start");
        Assert.That((Read("wn2.json"), problems.Count), Is.EqualTo(("deux", 0)));
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_told_and_what_came_is_used()
    {
        string blocked = Directory.CreateDirectory(Path.Combine(_folder.Path, "mirror.state")).FullName;
        Problems problems = await UpdateAsync();
        Directory.Delete(blocked);
        Assert.That((Read("wn1.json"), problems.Count), Is.EqualTo(("one", 1)));
        Assert.That(problems.Texts.Single(), Does.StartWith($"{_folder.Path} cannot be written"));
    }

    [Test]
    public async Task A_profile_with_a_new_time_and_the_same_content_is_not_sent_again()
    {
        await UpdateAsync();
        _server.Put("wn1.json", "one", 2);
        await UpdateAsync();
        Assert.That((_server.NotModified, Read("wn1.json")), Is.EqualTo((1, "one")));
    }

    [Test]
    public async Task What_is_no_longer_listed_goes_and_an_empty_list_is_not_believed()
    {
        await UpdateAsync();
        _server.Files.Remove("wn2.json", out _);
        await UpdateAsync();
        Assert.That(File.Exists(Path.Combine(_folder.Path, "wn2.json")), Is.False);

        _server.Files.Clear();
        await UpdateAsync();
        Assert.That(Read("wn1.json"), Is.EqualTo("one"));
    }

    [TestCase("../../etc/passwd.json")]
    [TestCase("a/b.json")]
    [TestCase(".hidden.json")]
    [TestCase("http://evil.example.org/x.json")]
    [TestCase("mirror.state")]
    public async Task A_name_that_is_no_plain_file_of_a_profile_is_left_out(string name)
    {
        _server.Put(name, "evil", 1);
        Problems problems = await UpdateAsync();
        Assert.That((problems.Count, _server.Requests.Count), Is.EqualTo((1, 3)));
    }

    [TestCase("<profiles><profile")]
    [TestCase("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><profiles><profile mtime='1'>&e;</profile></profiles>")]
    [TestCase("")]
    public async Task A_broken_list_keeps_what_is_there(string index)
    {
        await UpdateAsync();
        _server.Index = index;
        Problems problems = await UpdateAsync();
        _server.Index = null;
        Assert.That((problems.Texts.Single().Contains("stay in use", StringComparison.Ordinal), Read("wn1.json")), Is.EqualTo((true, "one")));
    }

    [Test]
    public async Task A_server_that_fails_keeps_what_is_there_and_the_profile_is_tried_again()
    {
        await UpdateAsync();
        _server.Put("wn1.json", "uno", 2);
        _server.Failing = "wn1.json";
        Problems problems = await UpdateAsync();
        _server.Failing = null;
        Assert.That((problems.Texts.Single().Contains("500", StringComparison.Ordinal), Read("wn1.json")), Is.EqualTo((true, "one")));

        await UpdateAsync();
        Assert.That(Read("wn1.json"), Is.EqualTo("uno"));
    }

    [TestCase("http://quattor.example.org/profiles")]
    [TestCase("file:///etc")]
    public void Plain_http_over_the_network_is_refused(string address) => Assert.That(() => new ProfileMirror(new Uri(address), _folder.Path, _server), Throws.ArgumentException);

    private sealed class Server : HttpMessageHandler
    {
        public ConcurrentDictionary<string, (string Content, int Written)> Files { get; } = new(StringComparer.Ordinal);

        public ConcurrentBag<string> Requests { get; } = [];

        public string? Index { get; set; }

        public string? Failing { get; set; }

        public int NotModified { get; private set; }

        public void Put(string name, string content, int written) => Files[name] = (content, written);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string name = request.RequestUri!.Segments[^1];
            Requests.Add(name);
            return Task.FromResult(name == "profiles-info.xml" ? Text(Index ?? List()) : Files.TryGetValue(name, out (string Content, int) file) && name != Failing ? File(request, file.Content) : new(HttpStatusCode.InternalServerError));
        }

        private HttpResponseMessage File(HttpRequestMessage request, string content)
        {
            EntityTagHeaderValue tag = new($"\"{content}\"");
            if (request.Headers.IfNoneMatch.Contains(tag))
            {
                NotModified++;
                return new(HttpStatusCode.NotModified);
            }

            HttpResponseMessage response = Text(content);
            response.Headers.ETag = tag;
            return response;
        }

        private string List() => string.Create(CultureInfo.InvariantCulture, $"<?xml version='1.0' encoding='utf-8'?>\n<profiles>\n{string.Concat(Files.Select(f => string.Create(CultureInfo.InvariantCulture, $"<profile mtime='{f.Value.Written}'>{WebUtility.HtmlEncode(f.Key)}</profile>\n")))}</profiles>\n");

        private static HttpResponseMessage Text(string text) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
    }
}
