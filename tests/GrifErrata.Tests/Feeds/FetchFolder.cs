using System.Collections.Immutable;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Feeds.Fetching;
using GrifErrata.Tests.Input;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Feeds;

/// <summary>An OS's folder with one feed, a publisher's server, a cache and a clock.</summary>
internal sealed class FetchFolder : IDisposable
{
    public const string Os = "el6";

    private readonly TemporaryFolder _folder = new();

    public FetchFolder()
    {
        Publish(new PublishedRepository());
        Feed();
    }

    public FeedServer Server { get; } = new();

    public TestTime Time { get; } = new(new DateTimeOffset(2010, 11, 25, 6, 0, 0, TimeSpan.Zero));

    public FetchSettings Settings { get; set; } = new();

    public HttpMessageHandler? Handler { get; set; }

    public string Root => _folder.Path;

    public string OsFolder => Path.Combine(Root, "errata-input", Os);

    public ContentCache Cache => new(Path.Combine(Root, "cache"));

    public string LockPath => Path.Combine(OsFolder, "sources.lock");

    public SourcesLock Lock
    {
        get
        {
            DiagnosticBag diagnostics = [];
            SourcesLock? sources = PinnedFeeds.ReadLock(OsFolder, diagnostics);
            Assert.That(diagnostics, Is.Empty);
            return sources!;
        }
    }

    public OsDefinition Definition
    {
        get
        {
            DiagnosticBag diagnostics = [];
            string file = Path.Combine(OsFolder, "os.yaml");
            OsDefinition? os = OsDefinitionReader.Read(File.ReadAllBytes(file), file, Os, diagnostics);
            Assert.That(diagnostics, Is.Empty);
            return os!;
        }
    }

    /// <summary>Writes os.yaml with one feed, in lines 9 and after.</summary>
    public void Feed(string more = "", string? url = null, string to = "main") => Write("os.yaml", $$"""
        nodeOsVersion: el6-x86_64
        arch: x86_64
        select: advisories
        sources:
          base: [sources/base.csv]
          errata: [sources/main]
          advisories: [sources/main]
        feeds:
          - { url: '{{url ?? Server.Root.ToString() + "el6"}}', to: {{to}}{{(more.Length > 0 ? ", " + more : string.Empty)}} }
        """);

    public void Publish(PublishedRepository repository) =>
        Server.Files = repository.Files().ToDictionary(f => "el6/" + f.Key, f => f.Value, StringComparer.Ordinal);

    public void Write(string relative, string text) => Write(relative, Encoding.UTF8.GetBytes(text));

    public void Write(string relative, byte[] content) => _folder.Write($"errata-input/{Os}/{relative}", content);

    public (ImmutableArray<FetchResult> Results, DiagnosticBag Diagnostics) Fetch(params FeedAcceptance[] accepted)
    {
        DiagnosticBag diagnostics = [];
        using FeedFetcher fetcher = new(Cache, Settings, Time, Handler);
        FetchRequest request = new(OsFolder, Os, Definition.Feeds, DateOnly.FromDateTime(Time.Now.UtcDateTime)) { Accepted = [.. accepted] };
        return (fetcher.FetchAsync(request, diagnostics, CancellationToken.None).GetAwaiter().GetResult(), diagnostics);
    }

    /// <summary>Fetches and expects that it went well.</summary>
    public FetchResult Fetched(params FeedAcceptance[] accepted)
    {
        (ImmutableArray<FetchResult> results, DiagnosticBag diagnostics) = Fetch(accepted);
        Assert.That(diagnostics, Is.Empty);
        return results.Single();
    }

    /// <summary>Fetches, expects an error of this code and that no file changed, and gives the error.</summary>
    public Diagnostic Refused(string code, params FeedAcceptance[] accepted)
    {
        string before = State();
        (ImmutableArray<FetchResult> results, DiagnosticBag diagnostics) = Fetch(accepted);
        Assert.That(diagnostics.Select(d => d.Code).Where(c => c != "GE2801"), Is.EqualTo(new[] { code }), string.Join('\n', diagnostics));
        Assert.That(State(), Is.EqualTo(before), "every file is as it was");
        Assert.That(results.Single().Outcome, Is.EqualTo(FetchOutcome.Refused));
        Assert.That(diagnostics.Any(d => d.Code == "GE2801"), Is.EqualTo(File.Exists(LockPath)), "the copy that stays is named");
        return diagnostics.First();
    }

    /// <summary>Holds what is on disk against the lock, as a build does.</summary>
    public DiagnosticBag Check(DateOnly? today = null)
    {
        DiagnosticBag diagnostics = [];
        PinnedFeeds.Check(OsFolder, Os, Definition.Feeds, today, diagnostics);
        return diagnostics;
    }

    /// <summary>Every file of the OS's folder with its hash.</summary>
    public string State() => string.Join('\n', Directory.EnumerateFiles(OsFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetRelativePath(OsFolder, f)} {PinnedFeeds.Hash(f)}"));

    public SourceLocation At(int line, int column) => new(Path.Combine(OsFolder, "os.yaml"), line, column);

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}
