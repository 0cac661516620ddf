using System.Collections.Immutable;
using System.CommandLine.Parsing;
using System.CommandLine;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Fetching;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata check</c>: whether an update can be applied to machines, and what it needs besides itself.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string[]> profile = new("--profile")
        {
            Description = "A machine: its NEVRAs one a line, a compiled profile, a report of Pakiti's client or `rpm -qa`; or a folder of them.",
            HelpName = "PATH",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string[]> repo = new("--repo") { Description = "Folders with repodata, the preferred first: errata, base, others.", HelpName = "DIR", AllowMultipleArgumentsPerToken = true };
        Option<string?> update = new("--update") { Description = "The update: NEVRAs, one a line.", HelpName = "FILE" };
        Option<string?> requests = new("--requests") { Description = "Many at once: one JSON object a line with id, profile, repos, update; paths are relative to the file.", HelpName = "FILE" };
        Option<DateTimeOffset?> cutoff = new("--cutoff") { Description = "Only packages built up to this time are taken, UTC.", HelpName = "TIME" };
        Option<string[]> modules = AdvisoryOptions.Many("--module", "An enabled module stream; without this option the streams of installed packages count.", "NAME:STREAM");
        Option<string[]> hotfixes = AdvisoryOptions.Many("--module-hotfixes", "One of the repositories: its packages count whatever streams are active, as with module_hotfixes=1 of dnf.", "DIR");
        Option<string?> cache = new("--cache")
        {
            Description = "Folder in which tables of repositories are kept by the checksums of their repomd.xml. Default: $GRIF_ERRATA_CACHE, else $XDG_CACHE_HOME/grif-errata, else ~/.cache/grif-errata.",
            HelpName = "DIR",
        };
        Option<bool> noCache = new("--no-cache") { Description = "Read the repositories, and keep nothing." };
        Option<string?> os = CommonOptions.Os("Instead of --repo and --update: the OS, a folder of the input, whose sources are the repositories.");
        Option<string?> version = CommonOptions.VersionOrNewest("With --os: the update version. Default, and the meaning of `.`: the newest.");
        Option<bool> release = new("--base") { Description = "With --os, and the default without --profile: a machine that has all packages of the OS's base release." };
        Option<string> input = CommonOptions.Input();
        Option<bool> machines = new("--machines") { Description = "Name every machine, not the first three." };
        Option<bool> json = new("--json") { Description = "Write one JSON object a line, in the order of the machines." };
        DocumentedCommand command = new(
            "check",
            "Says whether an update can be applied to machines as a whole, and which fewest further changes it needs; where it cannot, the smallest set of its packages that fails, and why.",
            "0  every machine is fine\n1  a machine needs more, or cannot have the update; an error in the input\n2  wrong use",
            "grif-errata check --os sl5.5-x86_64 --version 20101125 --profile profiles\ngrif-errata check --profile wn1.txt --repo errata base --update update.txt\ngrif-errata check --requests requests.jsonl --json")
        {
            profile, os, version, release, repo, update, requests, cutoff, modules, hotfixes, cache, noCache, input, machines, json,
        };
        command.Validators.Add(result =>
        {
            bool hasProfile = result.GetValue(profile) is { Length: > 0 };
            bool files = result.GetValue(repo) is { Length: > 0 } || result.GetValue(update) is not null;
            bool ofOs = result.GetValue(os) is not null || result.GetValue(version) is not null || result.GetValue(release);
            if (result.GetValue(requests) is not null)
            {
                if (hasProfile || files || ofOs) result.AddError("--requests names its own profiles, repositories and updates.");
            }
            else if (ofOs)
            {
                if (files || result.GetValue(cutoff) is not null) result.AddError("--os has its own repositories, update and cutoff: leave --repo, --update and --cutoff out.");
                if (hasProfile && result.GetValue(release)) result.AddError("--base is a machine of its own: leave --profile out.");
            }
            else if (!hasProfile || result.GetValue(repo) is not { Length: > 0 } || result.GetValue(update) is null)
                result.AddError("Needed are --os; or --profile, --repo and --update; or --requests.");
            if (result.GetValue(noCache) && result.GetValue(cache) is not null) result.AddError("--cache and --no-cache exclude each other.");
            if (ofOs && (result.GetValue(modules) is { Length: > 0 } || result.GetValue(hotfixes) is { Length: > 0 } || result.GetValue(cache) is not null))
                result.AddError("--os takes its module streams from os.yaml and reads its sources each time: leave --module, --module-hotfixes and --cache out.");
        });
        command.SetAction((parsed, token) =>
        {
            if (parsed.GetValue(os) is not null || parsed.GetValue(version) is not null || parsed.GetValue(release))
            {
                return Task.FromResult(CheckOfOs.Run(console, new(parsed.GetRequiredValue(input), parsed.GetValue(os), parsed.GetValue(version), [.. parsed.GetValue(profile) ?? []],
                    parsed.GetValue(machines), parsed.GetValue(json)), token));
            }

            CheckTables tables = new(parsed.GetValue(noCache) ? null : parsed.GetValue(cache) ?? ContentCache.OfUser().Root, parsed.GetValue(cache) is not null, console.Time);
            CheckOptions options = new() { Cutoff = parsed.GetValue(cutoff), Streams = parsed.GetValue(modules) is { Length: > 0 } named ? [.. named] : null };
            return Task.FromResult(new Run(console, tables, options, parsed.GetValue(hotfixes) ?? [], parsed.GetValue(json), parsed.GetValue(machines), token).All(
                parsed.GetValue(requests), parsed.GetValue(profile) ?? [], parsed.GetValue(repo) ?? [], parsed.GetValue(update)));
        });
        return command;
    }

    private sealed class Run(CommandConsole console, CheckTables tables, CheckOptions options, string[] hotfixes, bool json, bool allMachines, CancellationToken cancellationToken)
    {
        private readonly Dictionary<string, UpdateCheck> _checks = new(StringComparer.Ordinal);

        public int All(string? requestsFile, string[] profiles, string[] repositories, string? update)
        {
            DiagnosticBag diagnostics = [];
            IEnumerable<CheckRequest> requests = requestsFile is null
                ? profiles.SelectMany(p => Directory.Exists(p) ? Directory.EnumerateFiles(p).Order(StringComparer.Ordinal) : (IEnumerable<string>)[p])
                    .Select((p, i) => new CheckRequest(p, p, [.. repositories], update!, i + 1))
                : ReadRequests(requestsFile, diagnostics);
            int code = console.Write(diagnostics);
            if (code != ExitCodes.Fine) return code;
            Dictionary<(string, string), CheckReport> reports = [];
            foreach (CheckRequest request in requests)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DiagnosticBag own = [];
                CheckAnswer? answer = Answer(request, own);
                if (console.Write(own) != ExitCodes.Fine || answer is null)
                {
                    code = ExitCodes.Problems;
                    continue;
                }

                if (json) console.Out.WriteLine(CheckJson.Line(request.Id, answer));
                else
                {
                    (string, string) key = (request.Update, string.Join('\0', request.Repositories));
                    if (!reports.TryGetValue(key, out CheckReport? report)) reports.Add(key, report = new());
                    report.Add(request.Id, answer, answer.Problems.Select(CheckFinding.Of));
                }

                if (answer.Result != CheckResult.Ok) code = ExitCodes.Problems;
            }

            foreach (((string name, _), CheckReport report) in reports) CheckText.Write(console, Path.GetFileName(name), report, allMachines, 0);

            return code;
        }

        private static ImmutableArray<CheckRequest> ReadRequests(string file, DiagnosticBag diagnostics)
        {
            try
            {
                return CheckRequestReader.Read(File.ReadLines(file), file, diagnostics);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(Input.InputDiagnostics.Unreadable, new(file), $"The file cannot be read ({e.Message.TrimEnd('.')}).");
                return [];
            }
        }

        // Paths in requests are relative to their file, those of options to where the command runs.
        private ImmutableHashSet<int> HotfixesOf(CheckRequest request)
        {
            HashSet<string> wanted = [.. hotfixes.Select(Path.GetFullPath)];
            return [.. Enumerable.Range(0, request.Repositories.Length).Where(i => wanted.Contains(Path.GetFullPath(request.Repositories[i])))];
        }

        private CheckAnswer? Answer(CheckRequest request, DiagnosticBag diagnostics)
        {
            string key = string.Join('\0', request.Repositories);
            if (!_checks.TryGetValue(key, out UpdateCheck? check))
            {
                PackageTable table = tables.Read(request.Repositories, diagnostics, cancellationToken);
                if (diagnostics.HasErrors) return null;
                _checks.Add(key, check = new(table, options with { Hotfixes = HotfixesOf(request) }));
            }

            ImmutableArray<Nevra>? profile = NevraList.ReadProfile(request.Profile, diagnostics), update = NevraList.ReadUpdate(request.Update, diagnostics);
            return profile is null || update is null ? null : check.Check(profile.Value, update.Value);
        }
    }
}
