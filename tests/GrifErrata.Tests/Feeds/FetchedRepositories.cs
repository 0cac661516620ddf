using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Feeds.Fetching;
using GrifErrata.Input;
using GrifErrata.Sources;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Feeds;

/// <summary>A repository that is fetched from a server which behaves well.</summary>
internal sealed class FetchedRepositories
{
    private FetchFolder _site = null!;

    [SetUp]
    public void MakeFolder() => _site = new FetchFolder();

    [TearDown]
    public void RemoveFolder() => _site.Dispose();

    [Test]
    public void A_repository_is_brought_with_what_is_read_of_it_and_pinned()
    {
        FetchResult result = _site.Fetched();
        Assert.That(result.Outcome, Is.EqualTo(FetchOutcome.Brought));
        LockedFeed pinned = _site.Lock.Feeds.Single();
        Assert.That((pinned.Advisories, pinned.Packages, pinned.WithoutPackages), Is.EqualTo((200, 1, 0)));
        Assert.That((pinned.Newest, pinned.Made, pinned.Fetched), Is.EqualTo(((DateTimeOffset?)Day(2010, 11, 19), (DateTimeOffset?)Day(2010, 11, 20), _site.Time.Now)));
        Assert.That(pinned.Files.Select(f => f.Path.Split('-')[^1]), Is.EquivalentTo(new[] { "primary.xml.gz", "sources/main/repodata/repomd.xml", "updateinfo.xml.gz" }), "no filelists");
        DiagnosticBag diagnostics = [];
        Assert.That(AdvisorySources.Read(Path.Combine(_site.OsFolder, "sources/main"), diagnostics, CancellationToken.None), Has.Count.EqualTo(200));
        Assert.That(diagnostics, Is.Empty);
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void The_lock_is_the_same_bytes_for_the_same_facts()
    {
        _site.Publish(new PublishedRepository { Compression = content => content });
        _site.Fetched();
        Snapshot.Matches(Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Feeds/sources.lock.yaml"),
            File.ReadAllText(_site.LockPath).Replace(_site.Server.Root.ToString(), "http://server/", StringComparison.Ordinal));
        SourcesLock sources = _site.Lock;
        Assert.That(SourcesLockFile.Write(sources), Is.EqualTo(File.ReadAllText(_site.LockPath)));
    }

    [Test]
    public void A_second_fetch_asks_for_repomd_alone_and_changes_no_byte()
    {
        _site.Fetched();
        string before = _site.State();
        _site.Server.Forget();
        _site.Time.Now += TimeSpan.FromDays(1);
        Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Unchanged));
        Assert.That(_site.Server.Paths, Is.EqualTo(new[] { "el6/repodata/repomd.xml" }));
        Assert.That(_site.State(), Is.EqualTo(before));
    }

    [Test]
    public void What_is_published_anew_takes_the_place_of_the_old_files()
    {
        _site.Fetched();
        string[] old = Files();
        _site.Publish(new PublishedRepository { Advisories = 201, Revision = 1_290_300_000 });
        _site.Server.Forget();
        Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Brought));
        Assert.That(_site.Lock.Feeds.Single().Advisories, Is.EqualTo(201));
        Assert.That(Files(), Has.Length.EqualTo(3).And.Not.EqualTo(old), "the old updateinfo is gone");
        Assert.That(_site.Server.Paths, Has.None.Contains("primary"), "what did not change comes from the cache");
        Assert.That(_site.Check(), Is.Empty);
    }

    [TestCase(ChecksumAlgorithm.Sha1, "GE2251")]
    [TestCase(ChecksumAlgorithm.Sha512)]
    public void Other_checksums_are_verified_too(ChecksumAlgorithm algorithm, params string[] warnings)
    {
        _site.Publish(new PublishedRepository { Algorithm = algorithm });
        Assert.That(_site.Fetch().Diagnostics.Select(d => d.Code), Is.EqualTo(warnings));
        Assert.That(_site.Check(), Is.Empty);
        _site.Publish(new PublishedRepository { Algorithm = algorithm, Advisories = 201 });
        _site.Server.Files = _site.Server.Files.ToDictionary(f => f.Key, f => f.Key.Contains("updateinfo", StringComparison.Ordinal) ? [.. f.Value[..^1], 1] : f.Value);
        Assert.That(_site.Fetch().Diagnostics.Single(d => d.Code == "GE1809").Message, Does.Contain($"has the {algorithm.ToString().ToUpperInvariant()} "));
    }

    [Test]
    public void Every_compression_is_taken()
    {
        foreach (Func<byte[], byte[]> compression in (Func<byte[], byte[]>[])[Compress.Zstd, b => b])
        {
            _site.Publish(new PublishedRepository { Compression = compression });
            Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Brought));
        }
    }

    [Test]
    public void Copies_for_other_readers_are_not_fetched_and_filelists_only_when_asked()
    {
        _site.Publish(new PublishedRepository { Extra = "<data type=\"updateinfo_zck\"><location href=\"../../evil\"/></data><data type=\"group\"><location href=\"repodata/comps.xml\"/></data>" });
        _site.Feed("filelists: true");
        _site.Fetched();
        Assert.That(_site.Server.Paths, Has.Exactly(1).Contains("filelists").And.None.Contains("evil").And.None.Contains("comps"));
        _site.Feed();
        Assert.That(_site.Fetched().Pinned!.Files, Has.Length.EqualTo(3), "and they go when they are asked for no more");
    }

    [Test]
    public void A_mirrors_folder_is_a_feed_even_offline()
    {
        string mirror = Path.Combine(_site.Root, "mirror");
        foreach ((string path, byte[] content) in new PublishedRepository().Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(mirror, path))!);
            File.WriteAllBytes(Path.Combine(mirror, path), content);
        }

        _site.Feed(url: "file://" + mirror);
        _site.Settings = new FetchSettings { Offline = true };
        Assert.That(_site.Fetched().Pinned!.Advisories, Is.EqualTo(200));
        Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Unchanged));
        File.Delete(Path.Combine(mirror, "repodata/repomd.xml"));
        Assert.That(_site.Refused("GE1806").Message, Does.Contain("there is no such file"));
    }

    [Test]
    public void One_file_is_a_feed()
    {
        _site.Server.Files = new Dictionary<string, byte[]> { ["errata.xml"] = System.Text.Encoding.UTF8.GetBytes(new PublishedRepository().UpdateInfo) };
        _site.Feed("type: file", _site.Server.Root + "errata.xml", "errata.xml");
        Assert.That(_site.Fetched().Pinned!.Advisories, Is.EqualTo(200));
        Assert.That(File.Exists(Path.Combine(_site.OsFolder, "sources/errata.xml")));
        Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Unchanged));
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void A_file_in_the_cache_that_was_damaged_is_fetched_again()
    {
        _site.Fetched();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(_site.Cache.Root, "sha256"), "*", SearchOption.AllDirectories)) File.AppendAllText(file, "x");
        Directory.Delete(Path.Combine(_site.OsFolder, "sources"), recursive: true);
        Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Brought));
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void A_real_el7_repository_is_brought_whole()
    {
        string source = SharedData.Path("repodata/el7-small");
        _site.Server.Files = Directory.GetFiles(source).ToDictionary(f => $"el7/repodata/{Path.GetFileName(f)}", File.ReadAllBytes);
        _site.Feed("expect: { advisories: 0 }", _site.Server.Root + "el7/");
        FetchResult result = _site.Fetched();
        Assert.That(result.Pinned!.Packages, Is.Positive);
        Assert.That(_site.Check(), Is.Empty);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(Path.Combine(_site.OsFolder, "sources"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
