using System.Collections.Immutable;
using System.CommandLine;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Feeds.Fetching;
using GrifErrata.Generation;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata fetch</c>: brings the feeds of os.yaml and pins them.</summary>
internal static class FetchCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string> input = CommonOptions.Input();
        Option<string?> os = CommonOptions.Os("Only this OS, a folder of the input. Default: all.");
        Option<string?> feed = new("--feed") { Description = "Only the feed of this place: the `to` of os.yaml. Default: all.", HelpName = "TO" };
        Option<string[]> accept = new("--accept")
        {
            Description = "Accept on purpose what an error says.",
            HelpName = "WHAT",
            Arity = ArgumentArity.OneOrMore,
        };
        accept.AcceptOnlyFromAmong([.. FeedAcceptanceWords.All.Select(w => w.Word)]);
        Option<bool> offline = new("--offline") { Description = "Refuse to touch the network: only feeds with file: addresses are brought." };
        Option<DateOnly?> date = FederationOptions.Day("--date", "The day against which the newest advisory is held. Default: today, UTC.");
        DocumentedCommand command = new(
            "fetch",
            "Brings the feeds that os.yaml names into sources/ and pins them in sources.lock: what changed, and nothing twice. A feed is taken "
            + "whole or stays as it was; one that fell silent (none or fewer advisories, too old a newest one, older than what is pinned) is an error.",
            "0  every feed is there\n1  a feed could not be fetched or is not accepted; its earlier copy stays\n2  wrong use",
            "grif-errata fetch --os sl5.5-x86_64\ngrif-errata fetch --os sl5.5-x86_64 --feed security --accept fewer-advisories")
        {
            os, feed, accept, offline, date, input,
        };
        command.SetAction((parsed, token) =>
        {
            ImmutableArray<FeedAcceptance> accepted = [.. (parsed.GetValue(accept) ?? []).Select(w => FeedAcceptanceWords.All.First(a => a.Word == w).Value)];
            DateOnly today = parsed.GetValue(date) ?? DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime);
            FetchRequest request = new(parsed.GetRequiredValue(input), string.Empty, [], today) { Feed = parsed.GetValue(feed), Accepted = accepted };
            return RunAsync(console, parsed.GetValue(os), request, new FetchSettings { Offline = parsed.GetValue(offline) }, token);
        });
        return command;
    }

    /// <param name="console">Takes results and diagnostics.</param>
    /// <param name="os">Only this OS, or null.</param>
    /// <param name="request">What is asked of each OS, with the input folder in place of the OS's.</param>
    /// <param name="settings">Bounds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private static async Task<int> RunAsync(CommandConsole console, string? os, FetchRequest request, FetchSettings settings, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<(string Folder, OsDefinition Definition)> all = ErrataInput.ReadDefinitions(request.OsDirectory, os, diagnostics);
        List<(string Os, FetchResult Result)> results = [];
        if (!diagnostics.HasErrors)
        {
            using FeedFetcher fetcher = new(ContentCache.OfUser(), settings, console.Time);
            using Progress progress = new(console, "Fetching");
            foreach ((string folder, OsDefinition definition) in all)
            {
                progress.Report($"Fetching the feeds of {definition.Name}");
                results.AddRange((await fetcher.FetchAsync(request with { OsDirectory = folder, Os = definition.Name, Feeds = definition.Feeds }, diagnostics, cancellationToken)).Select(r => (definition.Name, r)));
            }

            if (results.Count == 0 && !diagnostics.HasErrors)
            {
                console.WriteError(request.Feed is { } named
                    ? $"There is no feed {named}: no entry of `feeds:` has it as `to`."
                    : "No os.yaml names a feed. Write `feeds:` (docs/formats/os-yaml.md).");
                return ExitCodes.Problems;
            }
        }

        int code = console.Write(diagnostics);
        TextTable table = new();
        foreach ((string name, FetchResult result) in results) table.Add(Cells(name, result));
        table.Write(console.Out);
        return code;
    }

    private static string[] Cells(string os, FetchResult result)
    {
        string outcome = result.Outcome switch
        {
            FetchOutcome.Brought => "brought",
            FetchOutcome.Unchanged => "unchanged",
            _ => result.Pinned is null ? "not fetched" : "stays",
        };
        return result.Pinned is { } pinned
            ? [outcome, os, pinned.To, $"{pinned.Advisories} advisories", $"{pinned.Packages} packages", pinned.Newest is { } newest ? $"newest {UtcText.Day(newest)}" : "no date"]
            : [outcome, os, result.Feed.To];
    }
}
