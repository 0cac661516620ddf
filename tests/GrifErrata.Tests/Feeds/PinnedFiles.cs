using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Feeds.Fetching;
using GrifErrata.Generation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Feeds;

/// <summary>What a build says of feeds: it never fetches.</summary>
internal sealed class PinnedFiles
{
    private FetchFolder _site = null!;

    [SetUp]
    public void MakeFolder() => _site = new FetchFolder();

    [TearDown]
    public void RemoveFolder() => _site.Dispose();

    [Test]
    public void A_feed_that_was_never_fetched_says_which_command_fetches_it_and_its_sources_say_nothing_besides()
    {
        DiagnosticBag diagnostics = [];
        ErrataInput.Read(Path.Combine(_site.Root, "errata-input"), null, diagnostics);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1802", _site.At(9, 5))));
        Assert.That(diagnostics.Single().Message, Does.EndWith("sources.lock does not name it. Run: grif-errata fetch --os el6 --feed main"));
        Assert.That(_site.Server.Requests, Is.Empty);
    }

    [Test]
    public void A_feed_that_was_fetched_from_elsewhere_must_be_fetched_again()
    {
        _site.Fetched();
        _site.Feed(url: "https://example.org/el6");
        Assert.That(_site.Check().Single().Message, Does.Contain($"sources.lock has it from {_site.Server.Root}el6"));
    }

    [Test]
    public void A_file_that_is_absent_or_not_the_pinned_one_is_an_error()
    {
        _site.Fetched();
        string primary = Path.Combine(_site.OsFolder, _site.Lock.Feeds[0].Files.Single(f => f.Path.Contains("primary", StringComparison.Ordinal)).Path);
        string repomd = Path.Combine(_site.OsFolder, "sources/main/repodata/repomd.xml");
        File.Delete(primary);
        File.AppendAllText(repomd, " ");
        DiagnosticBag found = _site.Check();
        Assert.That(found.Select(d => (d.Code, d.Location.File)), Is.EquivalentTo(new[] { ("GE1802", primary), ("GE1804", repomd) }));
        Assert.That(found.Single(d => d.Code == "GE1804").Message, Does.Contain("--accept changed-files"));
        _site.Fetched();
        Assert.That(_site.Check(), Is.Empty, "a fetch brings the published files back");
    }

    [Test]
    public void A_changed_file_is_pinned_on_purpose()
    {
        _site.Fetched();
        string repomd = Path.Combine(_site.OsFolder, "sources/main/repodata/repomd.xml");
        File.AppendAllText(repomd, "<!-- ours -->");
        _site.Server.Forget();
        FetchResult result = _site.Fetched(FeedAcceptance.ChangedFiles);
        Assert.That(result.Pinned!.Accepted, Is.EqualTo(new[] { FeedAcceptance.ChangedFiles }));
        Assert.That(_site.Server.Requests, Is.Empty);
        Assert.That(File.ReadAllText(repomd), Does.EndWith("<!-- ours -->"));
        Assert.That(_site.Check(), Is.Empty);
        File.Delete(repomd);
        _site.Refused("GE1802", FeedAcceptance.ChangedFiles);
    }

    [TestCase("schema: 2\nfeeds: []\n", "GE1803", 1, 9)]
    [TestCase("schema: 1\nfeeds:\n  - { to: a, url: u, type: file, fetched: soon, advisories: 1, withoutPackages: 0, packages: 0, files: [] }\n", "GE1803", 3, 43)]
    [TestCase("schema: 1\nfeeds:\n  - { to: a, url: u, type: file, advisories: -1, withoutPackages: 0, packages: 0, files: [] }\n", "GE1803", 3, 46)]
    [TestCase("schema: 1\nfeeds:\n  - { to: a, url: u, type: file, advisories: 1, withoutPackages: 0, packages: 0, accepted: [all], files: [] }\n", "GE1803", 3, 93)]
    [TestCase("schema: 1\nfeeds:\n  - { to: a, url: u, type: file, advisories: 1, withoutPackages: 0, packages: 0, files: [{ path: sources/../../x, sha256: a, size: 1 }] }\n", "GE1803", 3, 98)]
    [TestCase("schema: 1\nfeeds:\n  - { to: a, url: u, type: file, advisories: 1, withoutPackages: 0, packages: 0, files: [] }\n  - { to: a, url: u, type: file, advisories: 1, withoutPackages: 0, packages: 0, files: [] }\n", "GE1803", 4, 11)]
    [TestCase("schema: 1\nfoods: []\n", "GE1105", 2, 1)]
    [TestCase("{", "GE1101", 2, 1)]
    public void A_lock_that_cannot_be_read_is_an_error_and_never_an_empty_one(string text, string code, int line, int column)
    {
        _site.Write("sources.lock", text);
        Diagnostic error = _site.Check().First();
        Assert.That((error.Code, error.Location), Is.EqualTo((code, new SourceLocation(_site.LockPath, line, column))));
        Assert.That(_site.Fetch().Results, Is.Empty);
        Assert.That(File.ReadAllText(_site.LockPath), Is.EqualTo(text));
    }

    [TestCase("{ url: 'ftp://example.org/x', to: main }", "`url` is", 8)]
    [TestCase("{ url: 'https://me:secret@example.org/x', to: main }", "`url` is", 8)]
    [TestCase("{ url: 'file://host/x', to: main }", "`url` is", 8)]
    [TestCase("{ url: here, to: main }", "`url` is", 8)]
    [TestCase("{ url: 'https://e/x', to: ../main }", "`to` is", 27)]
    [TestCase("{ url: 'https://e/x', to: /main }", "`to` is", 27)]
    [TestCase("{ url: 'https://e/x', to: .git/x }", "`to` is", 27)]
    [TestCase("{ url: 'https://e/x', to: 'a b' }", "`to` is", 27)]
    [TestCase("{ url: 'https://e/x', to: main, key: ../k }", "`key` is", 38)]
    [TestCase("{ url: 'https://e/x', to: main, expect: { newest: 40 } }", "a number of days up to 36500, as 40d", 51)]
    [TestCase("{ url: 'https://e/x', to: main, expect: { advisories: many } }", "a whole number", 55)]
    public void A_feed_that_cannot_be_meant_is_an_error_at_its_place(string feed, string message, int column)
    {
        DiagnosticBag found = Definition($"  - {feed}");
        Assert.That((found.Single().Code, found.Single().Location), Is.EqualTo(("GE1801", new SourceLocation("os.yaml", 5, column + 5 - 1))));
        Assert.That(found.Single().Message, Does.Contain(message));
    }

    [Test]
    public void Two_feeds_cannot_lie_in_one_place()
    {
        DiagnosticBag found = Definition("  - { url: 'https://e/x', to: a }\n  - { url: 'https://e/y', to: a/b }");
        Assert.That((found.Single().Code, found.Single().Location.Line), Is.EqualTo(("GE1801", 6)));
        Assert.That(found.Single().Message, Does.Contain("the feed of line 5"));
    }

    private static DiagnosticBag Definition(string feeds)
    {
        DiagnosticBag diagnostics = [];
        string yaml = $"nodeOsVersion: a\narch: x86_64\nsources: {{ base: a, errata: a, advisories: a }}\nfeeds:\n{feeds}\n";
        OsDefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), "os.yaml", "a", diagnostics);
        return diagnostics;
    }
}
