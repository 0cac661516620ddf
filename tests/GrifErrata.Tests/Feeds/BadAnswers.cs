using System.Net;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Fetching;

namespace GrifErrata.Tests.Feeds;

/// <summary>Servers, mirrors and connections that fail. After each failure every file is as it was.</summary>
internal sealed class BadAnswers
{
    private const string Repomd = "el6/repodata/repomd.xml";

    private FetchFolder _site = null!;

    [SetUp]
    public void MakeFolder() => _site = new FetchFolder();

    [TearDown]
    public void RemoveFolder() => _site.Dispose();

    [Test]
    public void A_download_that_breaks_off_goes_on_where_it_broke()
    {
        int cuts = 0;
        _site.Server.Answer = r => IsUpdateInfo(r) && cuts++ < 2 ? _site.Server.Serve(r) with { CutAt = 300 } : null;
        _site.Fetched();
        ServerRequest[] asked = [.. _site.Server.Requests.Where(IsUpdateInfo)];
        Assert.That(asked.Select(r => r.Header("Range")), Is.EqualTo(new[] { null, "bytes=300-", "bytes=600-" }));
        Assert.That(asked[1].Header("If-Range"), Is.Not.Null);
        Assert.That(_site.Time.Pauses.Select(p => p.TotalSeconds), Is.EqualTo(new[] { 1.0, 2.0 }));
    }

    [Test]
    public void A_download_that_breaks_off_too_often_goes_on_at_the_next_fetch()
    {
        _site.Settings = new FetchSettings { Tries = 1 };
        _site.Server.Answer = r => IsUpdateInfo(r) ? _site.Server.Serve(r) with { CutAt = 300 } : null;
        Diagnostic error = _site.Refused("GE1806");
        Assert.That(error.Location, Is.EqualTo(_site.At(9, 5)));
        _site.Server.Answer = _ => null;
        _site.Fetched();
        Assert.That(_site.Server.Requests.Last(IsUpdateInfo).Header("Range"), Is.EqualTo("bytes=300-"));
    }

    [Test]
    public void What_was_begun_of_another_version_is_thrown_away()
    {
        _site.Settings = new FetchSettings { Tries = 1 };
        _site.Server.Answer = r => r.Path == Repomd ? _site.Server.Serve(r) with { CutAt = 100 } : null;
        _site.Refused("GE1806");
        _site.Publish(new PublishedRepository { Advisories = 250 });
        _site.Server.Answer = _ => null;
        Assert.That(_site.Fetched().Pinned!.Advisories, Is.EqualTo(250));
    }

    [Test]
    public void A_server_that_fails_is_asked_again_after_longer_and_longer_pauses()
    {
        int answers = 0;
        _site.Server.Answer = r => r.Path == Repomd && answers++ < 3 ? ServerAnswer.Of(answers == 2 ? 429 : 503, answers == 2 ? "Retry-After: 7" : "X: y") : null;
        _site.Fetched();
        Assert.That(_site.Time.Pauses.Select(p => p.TotalSeconds), Is.EqualTo(new[] { 1.0, 7.0, 4.0 }));
    }

    [Test]
    public void A_server_that_goes_on_failing_is_an_error_with_its_last_answer()
    {
        _site.Fetched();
        _site.Server.Answer = _ => ServerAnswer.Of(500);
        Diagnostic error = _site.Refused("GE1806");
        Assert.That(error.Message, Does.Contain("answered 500; tried 4 times"));
    }

    [Test]
    public void A_missing_file_is_not_asked_for_again_and_again()
    {
        _site.Server.Answer = r => r.Path == Repomd ? ServerAnswer.Of(404) : null;
        Assert.That(_site.Refused("GE1806").Message, Does.Contain("no such file (404)"));
        Assert.That(_site.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_server_that_cannot_be_reached_is_an_error()
    {
        _site.Fetched();
        _site.Server.Dispose();
        Assert.That(_site.Refused("GE1806").Message, Does.Contain("tried 4 times"));
    }

    [TestCase(404)]
    [TestCase(0)]
    public void A_repository_that_changes_meanwhile_is_read_once_more_from_its_index(int status)
    {
        _site.Fetched();
        PublishedRepository next = new() { Advisories = 210, Revision = 1_290_300_000 };
        Dictionary<string, byte[]> newest = next.Files();
        int asked = 0;
        _site.Publish(new PublishedRepository { Advisories = 205, Revision = 1_290_250_000 });
        _site.Server.Answer = r =>
        {
            if (!IsUpdateInfo(r) || asked++ > 0) return null;
            _site.Server.Files = newest.ToDictionary(f => "el6/" + f.Key, f => f.Value);
            return status == 0 ? new ServerAnswer(200, [.. Enumerable.Repeat((byte)'x', 100)]) : ServerAnswer.Of(status);
        };
        Assert.That(_site.Fetched().Pinned!.Advisories, Is.EqualTo(210));
        Assert.That(_site.Server.Requests.Last(r => r.Path == Repomd).Header("Cache-Control"), Is.EqualTo("no-cache"));
    }

    [Test]
    public void A_wrong_checksum_that_stays_is_an_error_and_nothing_of_the_repository_is_taken()
    {
        _site.Fetched();
        _site.Publish(new PublishedRepository { Advisories = 201 });
        _site.Server.Answer = r => IsUpdateInfo(r) ? Changed(_site.Server.Serve(r)) : null;
        Diagnostic error = _site.Refused("GE1809");
        Assert.That(error.Message, Does.Contain("has the SHA256 ").And.Contain("repomd.xml(5,1) states "));
        Assert.That(_site.Server.Requests.Count(IsUpdateInfo), Is.EqualTo(3), "the first fetch, and twice now");
    }

    [Test]
    public void A_file_larger_than_stated_is_refused_before_it_is_read()
    {
        _site.Server.Answer = r => IsUpdateInfo(r) ? new ServerAnswer(200, new byte[100_000]) : null;
        Assert.That(_site.Refused("GE1809").Message, Does.Contain("has 100000 bytes or more"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_body_without_end_is_cut_at_the_bound(bool announced)
    {
        _site.Settings = new FetchSettings { MaxIndexBytes = 100_000 };
        _site.Server.Answer = _ => new ServerAnswer(200, new byte[200_000]) { Headers = announced ? [] : ["Transfer-Encoding: identity", "Content-Length: 200000"] };
        Assert.That(_site.Refused("GE1808").Message, Does.Contain("at most 100000 are taken"));
    }

    [Test]
    public void A_server_that_says_nothing_is_given_up()
    {
        _site.Settings = new FetchSettings { Tries = 2 };
        _site.Server.OnHang = _site.Time.PassLongTimes;
        _site.Server.Answer = _ => ServerAnswer.Of(200) with { Hangs = true };
        Assert.That(_site.Refused("GE1806").Message, Does.Match("the (server sent nothing|try took more)"));
    }

    [Test]
    public void A_redirect_is_followed_and_a_circle_is_not()
    {
        _site.Server.Answer = r => r.Path.StartsWith("el6/", StringComparison.Ordinal) ? ServerAnswer.Of(302, "Location: /new/" + r.Path) : r.Path.StartsWith("new/", StringComparison.Ordinal)
            ? _site.Server.Serve(r with { Path = r.Path["new/".Length..] }) : null;
        _site.Fetched();
        _site.Server.Answer = r => ServerAnswer.Of(301, "Location: /" + r.Path);
        Diagnostic error = _site.Refused("GE1807");
        Assert.That((error.Location, error.Message), Is.EqualTo((_site.At(9, 5), error.Message)));
        Assert.That(error.Message, Does.Contain("more than 5 times"));
    }

    [TestCase("https://example.org/el6", "http://example.org/el6", "from https to http")]
    [TestCase("https://example.org/el6", "file:///etc/passwd", "neither http nor https")]
    [TestCase("http://example.org/el6", "ftp://example.org/el6", "neither http nor https")]
    public void A_redirect_to_where_the_file_can_be_changed_is_refused(string from, string to, string reason)
    {
        _site.Feed(url: from);
        using RedirectingHandler handler = new(new Uri(to));
        _site.Handler = handler;
        Assert.That(_site.Refused("GE1807").Message, Does.Contain(reason));
    }

    [Test]
    public void Offline_nothing_is_asked()
    {
        _site.Settings = new FetchSettings { Offline = true };
        Assert.That(_site.Refused("GE1805").Location, Is.EqualTo(_site.At(9, 5)));
        Assert.That(_site.Server.Requests, Is.Empty);
    }

    [TestCase("../../secret")]
    [TestCase("/etc/passwd")]
    [TestCase("http://example.org/x")]
    [TestCase("repodata\\x")]
    public void A_file_outside_the_repository_is_not_asked_for(string href)
    {
        _site.Publish(new PublishedRepository { HasUpdateInfo = false, Extra = $"<data type=\"updateinfo\"><location href=\"{href}\"/></data>" });
        Assert.That(_site.Refused("GE1252").Location.File, Does.EndWith("/el6/repodata/repomd.xml"));
        Assert.That(_site.Server.Paths, Is.All.EqualTo(Repomd));
    }

    [Test]
    public void A_name_is_taken_as_it_is_written_so_that_its_escapes_lead_nowhere()
    {
        _site.Publish(new PublishedRepository { HasUpdateInfo = false, Extra = "<data type=\"updateinfo\"><location href=\"repodata/%2e%2e/%2e%2e/x\"/></data>" });
        _site.Refused("GE1806");
        Assert.That(_site.Server.Paths.First(p => p != Repomd), Is.EqualTo("el6/repodata/%252e%252e/%252e%252e/x"));
    }

    [Test]
    public void A_feed_that_cannot_be_read_is_not_taken()
    {
        _site.Fetched();
        _site.Server.Files = new Dictionary<string, byte[]> { [Repomd] = "<html>under repair</html>"u8.ToArray() };
        Assert.That(_site.Refused("GE1251").Location.File, Does.EndWith("/el6/repodata/repomd.xml"));
        _site.Server.Files = new Dictionary<string, byte[]> { ["e.xml"] = "<updates><update>"u8.ToArray() };
        _site.Feed("type: file", _site.Server.Root + "e.xml", "main/e.xml");
        Diagnostic error = Errors(_site.Fetch().Diagnostics);
        Assert.That((error.Code, error.Location.ToString()), Is.EqualTo(("GE1812", $"{_site.Server.Root}e.xml(1,18)")));
    }

    [Test]
    public void A_repository_whose_modules_cannot_be_read_is_not_taken()
    {
        _site.Fetched();
        _site.Publish(new PublishedRepository { Revision = 1_290_300_000, Extra = "<data type=\"modules\"><location href=\"repodata/modules.yaml\"/></data>" });
        _site.Server.Files = new Dictionary<string, byte[]>(_site.Server.Files, StringComparer.Ordinal) { ["el6/repodata/modules.yaml"] = "a: ["u8.ToArray() };
        Assert.That(_site.Refused("GE1812").Message, Does.StartWith("GE1355: "));
    }

    [Test]
    public void Files_that_cannot_be_written_leave_the_old_ones()
    {
        _site.Fetched();
        _site.Publish(new PublishedRepository { Advisories = 201 });
        File.Delete(_site.LockPath);
        Directory.CreateDirectory(Path.Combine(_site.OsFolder, "sources/main/repodata/repomd.xml.d"));
        Directory.CreateDirectory(_site.LockPath);
        DiagnosticBag diagnostics = _site.Fetch().Diagnostics;
        Assert.That(Errors(diagnostics).Code, Is.EqualTo("GE1811"));
        Assert.That(Directory.EnumerateFiles(Path.Combine(_site.OsFolder, "sources"), "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("sources")]
    [TestCase("sources/main")]
    public void A_place_that_leads_out_of_the_folder_is_not_written_to(string link)
    {
        string outside = Directory.CreateDirectory(Path.Combine(_site.Root, "outside")).FullName, at = Path.Combine(_site.OsFolder, link);
        Directory.CreateDirectory(Path.GetDirectoryName(at)!);
        Directory.CreateSymbolicLink(at, outside);
        Assert.That(_site.Refused("GE1811").Message, Does.Contain("is a link to a place outside"));
        Assert.That(Directory.EnumerateFileSystemEntries(outside), Is.Empty);
    }

    [Test]
    public void A_cache_that_cannot_be_used_is_an_error()
    {
        File.WriteAllText(Path.Combine(_site.Root, "cache"), "a file");
        Assert.That(_site.Refused("GE1810").Message, Does.Contain("GRIF_ERRATA_CACHE"));
    }

    private static Diagnostic Errors(DiagnosticBag diagnostics) => diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error);

    private static bool IsUpdateInfo(ServerRequest request) => request.Path.Contains("updateinfo", StringComparison.Ordinal);

    private static ServerAnswer Changed(ServerAnswer answer) => answer with { Body = [.. answer.Body[..^1], (byte)(answer.Body[^1] ^ 1)] };

    private sealed class RedirectingHandler(Uri to) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = to } });
    }
}
