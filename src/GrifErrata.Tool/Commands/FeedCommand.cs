using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Feeds.Fetching;
using GrifErrata.Time;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata feed</c>: looks at a feed.</summary>
internal static class FeedCommand
{
    private const int Shown = 3;

    public static Command Create(CommandConsole console) => new DocumentedCommand(
        "feed",
        "Looks at a feed.",
        "0  the feed can be read\n1  an error in the feed\n2  wrong use",
        "grif-errata feed check errata-input/sl5.5-x86_64/sources/advisories")
    {
        Check(console),
    };

    private static DocumentedCommand Check(CommandConsole console)
    {
        Argument<string> feed = new("DIR|URL") { Description = "A repository's folder, a folder of advisories, a file, or the http or https address of a repository." };
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "check",
            "Tells how well a feed is: advisories by type and severity, dates, duplicates, missing epochs, packages that the repository does not hold, "
            + "modular packages without a stream. Fetches a URL into a temporary folder and pins nothing.",
            "0  the feed can be read; what is doubtful is in the report\n1  an error in the feed, or it has no advisories\n2  wrong use",
            "grif-errata feed check errata-input/sl5.5-x86_64/sources/advisories\ngrif-errata feed check https://example.org/el9/BaseOS --json")
        {
            feed, json,
        };
        command.SetAction((parsed, token) => RunAsync(console, parsed.GetRequiredValue(feed), parsed.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(CommandConsole console, string feed, bool json, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        FeedHealth? health = null;
        using (new Progress(console, $"Reading {feed}"))
        {
            if (Uri.TryCreate(feed, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
                health = await FetchAsync(console, url!, diagnostics, cancellationToken);
            else
                health = FeedHealth.Of(feed, diagnostics, cancellationToken);
        }

        int code = console.Write(diagnostics);
        if (health is null) return ExitCodes.Problems;
        if (json) JsonOutput.Write(console.Out, w => Write(w, feed, health, diagnostics));
        else Write(console, health);
        return code;
    }

    private static async Task<FeedHealth?> FetchAsync(CommandConsole console, Uri url, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("grif-errata-").FullName;
        try
        {
            using FeedFetcher fetcher = new(ContentCache.OfUser(), new FetchSettings(), console.Time);
            FeedDefinition feed = new(url, "feed", FeedType.Repodata, new(url.ToString()));
            return await fetcher.BringAsync(feed, folder, diagnostics, cancellationToken) is { } place ? FeedHealth.Of(place, diagnostics, cancellationToken) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(CommandConsole console, FeedHealth health)
    {
        TextTable table = new();
        table.Add("advisories", Number(health.Advisories));
        foreach ((AdvisoryType type, int count) in health.Types) table.Add($"  {Word(type)}", Number(count));
        table.Add("severities", string.Empty);
        foreach ((AdvisorySeverity severity, int count) in health.Severities) table.Add($"  {Word(severity)}", Number(count));
        table.Add("oldest", Day(health.Oldest));
        table.Add("newest", Day(health.Newest));
        table.Add("packages of the repository", health.Packages is { } packages ? Number(packages) : "no repository");
        foreach ((string name, ImmutableArray<string> items) in Doubts(health))
            table.Add(name, Number(items.Length), string.Join(", ", items.Take(Shown)) + (items.Length > Shown ? ", ..." : string.Empty));
        table.Write(console.Out);
    }

    private static void Write(Utf8JsonWriter json, string feed, FeedHealth health, DiagnosticBag diagnostics)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("feed", feed);
        json.WriteNumber("advisories", health.Advisories);
        if (health.Packages is { } packages) json.WriteNumber("packages", packages);
        else json.WriteNull("packages");
        json.WriteStartObject("types");
        foreach ((AdvisoryType type, int count) in health.Types) json.WriteNumber(Word(type), count);
        json.WriteEndObject();
        json.WriteStartObject("severities");
        foreach ((AdvisorySeverity severity, int count) in health.Severities) json.WriteNumber(Word(severity), count);
        json.WriteEndObject();
        json.Text("oldest", JsonOutput.Time(health.Oldest));
        json.Text("newest", JsonOutput.Time(health.Newest));
        json.Array("undated", health.Undated, json.WriteStringValue);
        json.Array("duplicates", health.Duplicates, json.WriteStringValue);
        json.Array("withoutPackages", health.WithoutPackages, json.WriteStringValue);
        json.Array("missingEpochs", health.MissingEpochs, json.WriteStringValue);
        json.Array("notHeld", health.NotHeld, json.WriteStringValue);
        json.Array("withoutStream", health.WithoutStream, json.WriteStringValue);
        json.Array("diagnostics", diagnostics, d => json.WriteStringValue(d.ToString()));
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, ImmutableArray<string> Items)> Doubts(FeedHealth health) =>
    [
        ("without date", health.Undated),
        ("ids more than once", health.Duplicates),
        ("without packages", health.WithoutPackages),
        ("packages without epoch", health.MissingEpochs),
        ("packages not in the repository", health.NotHeld),
        ("modular packages without stream", health.WithoutStream),
    ];

    private static string Day(DateTimeOffset? date) => date is { } known ? UtcText.Day(known) : "no date";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
