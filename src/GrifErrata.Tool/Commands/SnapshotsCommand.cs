using System.Collections.Immutable;
using System.CommandLine;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.RepositorySnapshots;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata snapshots</c>: which snapshots are there, which stay and which go.</summary>
internal static class SnapshotsCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string?> os = CommonOptions.Os("Only this OS, a folder of the input. Default: all.");
        Option<string> output = new("--output") { Description = "Folder of the snapshots, as `snapshot` has it.", HelpName = "DIR", Required = true };
        Option<int> keep = Number("--keep", "How many of the newest stay whoever has them.", SnapshotRetention.Default.Newest, least: 1);
        Option<int> days = Number("--keep-days", "Days from a version's date for which it stays whoever has it.", SnapshotRetention.Default.Days, least: 0);
        Option<bool> prune = new("--prune") { Description = "Remove those that go, and what was replaced. Without it nothing is removed." };
        Option<DateOnly?> date = FederationOptions.Day("--date", "The day against which ages and delays are held. Default: today, UTC.");
        Option<string> input = CommonOptions.Input();
        DocumentedCommand command = new(
            "snapshots",
            "Shows the snapshots and why each stays or goes. Those stay that a stage, site, freeze or kernel plan of federation.yaml names, the newest, and the young; with --prune the others are removed.",
            "0  shown, and removed with --prune\n1  an error in the input, or one could not be removed\n2  wrong use",
            "grif-errata snapshots --output /srv/snapshots\ngrif-errata snapshots --output /srv/snapshots --keep-days 180 --prune")
        {
            os, output, keep, days, prune, date, input,
        };
        command.SetAction((parsed, _) => Task.FromResult(Run(
            console, parsed.GetRequiredValue(input), parsed.GetValue(os), parsed.GetRequiredValue(output), new(parsed.GetValue(keep), parsed.GetValue(days)),
            parsed.GetValue(date) ?? DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime), parsed.GetValue(prune))));
        return command;
    }

    private static Option<int> Number(string name, string description, int standard, int least)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < least) result.AddError($"{name} is {value}; {least} is the least.");
        });
        return option;
    }

    private static int Run(CommandConsole console, string input, string? os, string output, SnapshotRetention retention, DateOnly today, bool prune)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<(string Folder, OsDefinition Definition)> all = ErrataInput.ReadDefinitions(input, os, diagnostics);
        FederationDefinition? federation = ErrataInput.ReadFederation(input, diagnostics);
        if (diagnostics.HasErrors) return console.Write(diagnostics);
        TextTable table = new();
        foreach ((_, OsDefinition definition) in all)
        {
            SnapshotFolder folder = new(output, definition.NodeOsVersion);
            ImmutableArray<SnapshotVerdict> verdicts = retention.Judge(folder.Versions, definition.Name, federation, today);
            ImmutableArray<string> gone = [.. verdicts.Where(v => v.Kept is null).Select(v => v.Version)], unseen = folder.Unseen;
            bool removed = prune && folder.Remove(gone, diagnostics);
            foreach (SnapshotVerdict verdict in verdicts)
                table.Add(definition.Name, verdict.Version, verdict.Kept is not null ? "stays" : removed ? "removed" : "goes", TerminalText.OneLine(verdict.Kept ?? "nobody has it, and it is old"));
            foreach (string content in unseen) table.Add(definition.Name, TerminalText.OneLine(content), removed ? "removed" : "goes", "no version shows this content any more");
        }

        table.Write(console.Out);
        return console.Write(diagnostics);
    }
}
