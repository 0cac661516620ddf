using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Profiles;
using GrifErrata.Rpm;
using GrifErrata.Selections;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata select</c>: the packages that one machine should get, as dnf would choose them.</summary>
internal static class SelectCommand
{
    private const string PrioritySuffix = ",priority=";

    public static Command Create(CommandConsole console)
    {
        Option<string[]> sources = AdvisoryOptions.Many("--source", "Folder of a repository, optionally with its priority (lower is preferred, default 99). May be given several times.", "DIR[,priority=N]");
        sources.Required = true;
        sources.Validators.Add(Check);
        Option<string[]> feeds = AdvisoryOptions.Many("--advisories", "More advisories, in any format that is read.", "PATH");
        Option<string> installed = new("--installed") { Description = "What the machine has: rpm -qa, a report of Pakiti, a compiled profile or a list of NEVRAs.", HelpName = "LIST", Required = true };
        Option<bool> security = new("--security") { Description = "Fixes of security advisories." };
        Option<bool> bugfix = new("--bugfix") { Description = "Fixes of bugfix advisories." };
        Option<bool> enhancement = new("--enhancement") { Description = "Fixes of enhancement advisories." };
        Option<string[]> advisories = AdvisoryOptions.Many("--advisory", "Fixes of this advisory.", "ID");
        Option<string[]> cves = AdvisoryOptions.Many("--cve", "Fixes for this CVE.", "ID");
        Option<string[]> severities = AdvisoryOptions.Many("--severity", "Fixes of this severity, as the feed writes it, letter for letter.", "S");
        Option<bool> minimal = new("--minimal") { Description = "The lowest build that has the fixes instead of the newest." };
        Option<bool> noObsoletes = new("--no-obsoletes") { Description = "Packages that obsolete an installed one do not take its place." };
        Option<string[]> modules = AdvisoryOptions.Many("--module", "An enabled module stream; without this option the streams of installed packages count.", "NAME:STREAM");
        Option<string[]> products = AdvisoryOptions.Many("--product", "The machine's product, for feeds that fix a package at another version in each; * and ? stand for anything.", "PATTERN");
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "select",
            "Prints the packages that a machine should get from repositories, as dnf upgrade would choose them. The filters add up; without any every newer build counts.",
            "0  selected, whatever the result\n1  an input is missing or wrong, or no source has what was asked for\n2  wrong use",
            "grif-errata select --source /srv/mirror/updates --security --installed wn1.txt")
        {
            sources, feeds, installed, security, bugfix, enhancement, advisories, cves, severities, minimal, noObsoletes, modules, products, json,
        };
        command.SetAction((parsed, token) =>
        {
            SelectionRequest request = new()
            {
                Types =
                [
                    .. new[] { (security, AdvisoryType.Security), (bugfix, AdvisoryType.Bugfix), (enhancement, AdvisoryType.Enhancement) }
                        .Where(t => parsed.GetValue(t.Item1)).Select(t => t.Item2),
                ],
                Advisories = Values(parsed, advisories),
                Cves = Values(parsed, cves),
                Severities = Values(parsed, severities),
                Minimal = parsed.GetValue(minimal),
                Obsoletes = !parsed.GetValue(noObsoletes),
                Streams = Values(parsed, modules) is { IsEmpty: false } streams ? streams : null,
                Products = Values(parsed, products),
            };
            List<(string, int)> paths = [.. Values(parsed, sources).Select(Source)];
            return Task.FromResult(Run(console, request, paths, Values(parsed, feeds), parsed.GetRequiredValue(installed), parsed.GetValue(json), token));
        });
        return command;
    }

    private static ImmutableArray<string> Values(ParseResult parsed, Option<string[]> option) => [.. parsed.GetValue(option) ?? []];

    private static void Check(OptionResult result)
    {
        foreach (Token token in result.Tokens.Where(t => Source(t.Value).Priority < 0)) result.AddError($"'{token.Value}': a priority is a number from 0 to 9999, for example /srv/mirror/updates,priority=10.");
    }

    private static (string Path, int Priority) Source(string text)
    {
        int at = text.LastIndexOf(PrioritySuffix, StringComparison.Ordinal);
        if (at < 0) return (text, SelectionSource.DefaultPriority);
        bool right = int.TryParse(text.AsSpan(at + PrioritySuffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int priority) && priority <= 9999;
        return (text[..at], right ? priority : -1);
    }

    private static int Run(
        CommandConsole console, SelectionRequest request, List<(string Path, int Priority)> paths, IReadOnlyList<string> feeds, string list, bool json, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<SelectedPackage> selected = [];
        using (new Progress(console, "Selecting"))
        {
            IReadOnlyList<SelectionSource> sources = SelectionSources.Read(paths, feeds, diagnostics, cancellationToken);
            if (MachineFile.Read(list, diagnostics) is { } machine && !diagnostics.HasErrors)
                selected = MachineSelection.Select(request, sources, InstalledPackages.Of(machine, sources, diagnostics), diagnostics);
        }

        // Half a selection is none: whoever installs it would believe that the rest needs nothing.
        if (console.Write(diagnostics) != ExitCodes.Fine) return ExitCodes.Problems;
        if (json) JsonOutput.Write(console.Out, w => Write(w, selected));
        else foreach (SelectedPackage package in selected) console.Out.WriteLine(package.Nevra.ToString());
        return ExitCodes.Fine;
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<SelectedPackage> selected)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.Array("packages", selected, package =>
        {
            json.WriteStartObject();
            json.WriteString("nevra", package.Nevra.ToString());
            json.WriteString("source", package.Source);
            json.WriteString("rule", package.Rule switch
            {
                SelectionRule.Minimal => "minimal",
                SelectionRule.ArchitectureChange => "architectureChange",
                SelectionRule.Obsoletes => "obsoletes",
                _ => "newest",
            });
            json.Array("replaces", package.Replaces, (Nevra n) => json.WriteStringValue(n.ToString()));
            json.Array("reasons", package.Reasons, reason =>
            {
                json.WriteStartObject();
                AdvisoryText.Write(json, reason.Advisory);
                json.WriteString("fixed", reason.Fixed.ToString());
                json.WriteEndObject();
            });
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
