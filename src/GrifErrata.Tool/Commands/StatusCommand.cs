using System.CommandLine;
using System.Globalization;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata status</c>: one screen of the federation.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandConsole console)
    {
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "status",
            "Shows for each OS what each stage and site has, how old it is, and what decides it.",
            "0  shown\n1  an error in the input\n2  wrong use",
            "grif-errata status --os sl5.5-x86_64");
        options.AddReadingTo(command);
        command.SetAction((parsed, _) => Task.FromResult(Run(console, options, parsed)));
        return command;
    }

    private static int Run(CommandConsole console, FederationOptions options, ParseResult parsed)
    {
        if (options.Open(parsed) is not { } edits) return ExitCodes.Problems;
        if (options.Os(parsed) is { } named && !edits.KnowsOs(named))
        {
            console.WriteError($"There is no OS {named}; there are: {string.Join(", ", edits.Updates.Keys)}.");
            return ExitCodes.Problems;
        }

        DateOnly today = options.Date(parsed);
        FederationDefinition federation = edits.Federation;
        FederationResolution resolution = new(federation, today);
        foreach (string os in edits.Updates.Keys.Where(o => options.Os(parsed) is null || o == options.Os(parsed)))
        {
            console.Out.WriteLine(os);
            TextTable table = new();
            foreach (string stage in federation.Stages)
            {
                string? version = federation.StageVersions.FirstOrDefault(v => v.Os == os && v.Stage == stage)?.Version;
                Promotion? last = federation.History.LastOrDefault(p => p.Os == os && p.Stage == stage && p.Version == version && p.Site is null);
                table.Add($"stage {stage}", version ?? "none", Age(edits, os, version, today), last is null ? string.Empty : $"since {UtcText.Day(last.Date)}");
            }

            foreach (Site site in federation.Sites)
            {
                SelectedVersion now = resolution.Resolve(string.Empty, site.Name, os);
                table.Add($"site {site.Name}", now.Version ?? "none", Age(edits, os, now.Version, today), Why(now, site, os, resolution));
            }

            table.Write(console.Out, indent: 2);
        }

        int expired = federation.Freezes.Count(f => f.Until < today);
        int waiting = federation.Kernels.SelectMany(k => k.Sites).Count(s => s.Done is null);
        console.Out.WriteLine($"{federation.Freezes.Length} freezes, {expired} expired; {waiting} sites wait for a kernel");
        return ExitCodes.Fine;
    }

    private static string Why(SelectedVersion now, Site site, string os, FederationResolution resolution)
    {
        if (now.Freeze is { } freeze)
        {
            string until = freeze.Until is { } day ? $" until {UtcText.Day(day)}" : string.Empty;
            return $"frozen{until}: {freeze.Reason} ({freeze.Owner})";
        }

        if (site.Stays.Any(s => s.Os == os)) return "stays by its own choice";
        if (resolution.Early(site.Name, os) is not null) return $"before {now.Stage}";
        return site.Lags.FirstOrDefault(l => l.Os == os) is { } lag ? $"{lag.Days} days after {now.Stage}" : $"follows {now.Stage}";
    }

    private static string Age(FederationEdits edits, string os, string? version, DateOnly today)
    {
        if (version is null) return string.Empty;
        int days = today.DayNumber - DateOnly.ParseExact(version, "yyyyMMdd", CultureInfo.InvariantCulture).DayNumber;
        UpdateDefinition? update = edits.Updates[os].FirstOrDefault(u => u.Version == version);
        string state = update?.State switch
        {
            UpdateState.Draft => ", draft",
            UpdateState.Withdrawn => Replacement.Of(update, edits.Updates[os]) is { } other ? $", withdrawn, replaced by {other}" : ", withdrawn",
            UpdateState.Released => string.Empty,
            _ => ", missing",
        };
        return $"{days} days old{state}";
    }
}
