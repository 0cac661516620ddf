using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrifErrata.Diagnostics;
using GrifErrata.Time;
using GrifErrata.Yaml;

namespace GrifErrata.Feeds;

/// <summary>Reads and writes <c>sources.lock</c>: YAML that is the same bytes for the same facts, a line a fact, so that a review shows what changed.</summary>
public static class SourcesLockFile
{
    private const string Head = "# Written by grif-errata fetch: what was brought, and when. Check it in; never edit it.\nschema: 1\nfeeds:";

    private static readonly JsonSerializerOptions Quotes = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text.</summary>
    public static string Write(SourcesLock sources)
    {
        StringBuilder text = new(Head);
        if (sources.Feeds.IsEmpty) text.Append(" []");
        text.Append('\n');
        foreach (LockedFeed feed in sources.Feeds)
        {
            text.Append("  - to: ").Append(Quoted(feed.To)).Append('\n');
            Line(text, "url", Quoted(feed.Address));
            Line(text, "type", feed.Type == FeedType.Repodata ? "repodata" : "file");
            Line(text, "fetched", UtcText.Second(feed.Fetched));
            if (feed.ETag is { } etag) Line(text, "etag", Quoted(etag));
            if (feed.LastModified is { } modified) Line(text, "lastModified", Quoted(modified));
            if (feed.Made is { } made) Line(text, "made", UtcText.Second(made));
            if (feed.SignedBy is { } key) Line(text, "signedBy", Quoted(key));
            Line(text, "advisories", Number(feed.Advisories));
            Line(text, "withoutPackages", Number(feed.WithoutPackages));
            Line(text, "packages", Number(feed.Packages));
            if (feed.Newest is { } newest) Line(text, "newest", UtcText.Second(newest));
            if (!feed.Accepted.IsEmpty) Line(text, "accepted", $"[{string.Join(", ", feed.Accepted.Distinct().Order().Select(FeedAcceptanceWords.Of))}]");
            text.Append("    files:\n");
            foreach (LockedFile file in feed.Files)
                text.Append("      - { path: ").Append(Quoted(file.Path)).Append(", sha256: ").Append(Quoted(file.Sha256)).Append(", size: ").Append(Number(file.Size)).Append(" }\n");
        }

        return text.ToString();
    }

    /// <summary>Reads it; null after an error. A lock that cannot be read is an error and never an empty one: it would forget what a feed had.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name for locations.</param>
    /// <param name="diagnostics">Takes what is wrong, with line and column.</param>
    public static SourcesLock? Read(ReadOnlySpan<byte> content, string file, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = [];
        SourcesLock? sources = null;
        if (YamlFile.Parse(content, file, own) is { } map)
        {
            if (map.RequiredText("schema", "the version of the file's format") is { } schema && schema.Text != "1")
            {
                own.Add(FeedDiagnostics.Lock, schema.Location,
                    $"The file has format {schema.Text}; this release of GrifErrata knows 1. Use a newer release, or fetch everything again after deleting the file.");
            }

            sources = new([.. Feeds(map).OrderBy(f => f.To, StringComparer.Ordinal)]);
            map.RefuseUnknownKeys();
        }

        diagnostics.AddRange(own);
        return own.HasErrors ? null : sources;
    }

    // A merge that kept both sides leaves a feed twice, and nobody knows which of the two files and counts are meant.
    private static List<LockedFeed> Feeds(YamlMap map)
    {
        List<LockedFeed> feeds = [];
        foreach (YamlMap entry in map.Maps("feeds"))
        {
            LockedFeed feed = Feed(entry);
            if (feeds.Exists(f => f.To == feed.To)) Refuse(entry, entry.LocationOf("to"), $"The feed `{feed.To}` is there twice");
            feeds.Add(feed);
        }

        return feeds;
    }

    private static LockedFeed Feed(YamlMap map)
    {
        LockedFeed feed = new(
            Required(map, "to"), Required(map, "url"),
            map.Word("type", [("repodata", FeedType.Repodata), ("file", FeedType.File)]) ?? FeedType.Repodata,
            Time(map, "fetched") ?? DateTimeOffset.UnixEpoch)
        {
            ETag = map.Text("etag")?.Text,
            LastModified = map.Text("lastModified")?.Text,
            Made = Time(map, "made"),
            SignedBy = map.Text("signedBy")?.Text,
            Advisories = (int)Count(map, "advisories"),
            WithoutPackages = (int)Count(map, "withoutPackages"),
            Packages = (int)Count(map, "packages"),
            Newest = Time(map, "newest"),
            Accepted = [.. map.Texts("accepted").Select(t => Acceptance(map, t)).OfType<FeedAcceptance>()],
            Files = [.. map.Maps("files").Select(LockedFile).OrderBy(f => f.Path, StringComparer.Ordinal)],
        };
        map.RefuseUnknownKeys();
        return feed;
    }

    private static LockedFile LockedFile(YamlMap map)
    {
        LockedFile file = new(Required(map, "path"), Required(map, "sha256"), Count(map, "size"));
        if (!file.Path.StartsWith(FeedDefinition.SourcesFolder + "/", StringComparison.Ordinal) || file.Path.Split('/').Contains("..") || file.Path.Contains('\\', StringComparison.Ordinal))
            Refuse(map, map.LocationOf("path"), $"`{file.Path}` lies outside sources/");
        map.RefuseUnknownKeys();
        return file;
    }

    private static string Required(YamlMap map, string key) => map.RequiredText(key, "grif-errata fetch writes it")?.Text ?? string.Empty;

    private static DateTimeOffset? Time(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text) return null;
        if (DateTimeOffset.TryParseExact(text.Text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)) return time;
        Refuse(map, text.Location, $"`{key}` is `{text.Text}`, which is no time");
        return null;
    }

    private static long Count(YamlMap map, string key)
    {
        if (map.RequiredText(key, "grif-errata fetch writes it") is not { } text) return 0;
        if (long.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && (key == "size" || number <= int.MaxValue)) return number;
        Refuse(map, text.Location, $"`{key}` is `{text.Text}`, which is no number");
        return 0;
    }

    private static FeedAcceptance? Acceptance(YamlMap map, YamlText text)
    {
        foreach ((string word, FeedAcceptance value) in FeedAcceptanceWords.All)
        {
            if (word == text.Text) return value;
        }

        Refuse(map, text.Location, $"`{text.Text}` is nothing that can be accepted");
        return null;
    }

    private static void Refuse(YamlMap map, SourceLocation location, string what) =>
        map.Diagnostics.Add(FeedDiagnostics.Lock, location, $"{what}. Take the file back from version control, or delete it and fetch everything again.");

    private static void Line(StringBuilder text, string key, string value) => text.Append("    ").Append(key).Append(": ").Append(value).Append('\n');

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Quotes);
}
