using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata advisories</c>: what files of advisories hold.</summary>
internal static class AdvisoriesCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Files or folders in any format that is read (docs/formats).",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> json = CommonOptions.Json();
        AdvisoryOptions filters = new();
        DocumentedCommand command = new(
            "advisories",
            "Lists the advisories of files or folders: id, type, severity, date, number of packages, CVEs.",
            "0  all was read\n1  a file is missing or cannot be read\n2  wrong use",
            "grif-errata advisories errata-input/sl5.5-x86_64/sources/advisories/rhel5-2010.xml")
        {
            paths, json,
        };
        filters.AddTo(command);
        command.SetAction((parsed, token) =>
            Task.FromResult(Run(console, parsed.GetRequiredValue(paths), filters.Filter(parsed), parsed.GetValue(json), token)));
        return command;
    }

    private static int Run(CommandConsole console, string[] paths, Func<Advisory, bool> isListed, bool json, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        List<(string Path, Advisory Advisory)> all = [];
        using (Progress progress = new(console, "Reading"))
        {
            foreach (string path in paths)
            {
                progress.Report($"Reading {path}");
                all.AddRange(AdvisorySources.Read(path, diagnostics, cancellationToken).Where(isListed).Select(a => (path, a)));
            }
        }

        int code = console.Write(diagnostics);
        if (json) JsonOutput.Write(console.Out, w => Write(w, all));
        else Write(console, all);
        return code;
    }

    private static void Write(CommandConsole console, List<(string Path, Advisory Advisory)> all)
    {
        TextTable table = new();
        foreach ((_, Advisory advisory) in all)
        {
            string packages = advisory.Packages.Length.ToString(CultureInfo.InvariantCulture);
            table.Add(advisory.Id, Type(advisory), AdvisoryText.Severity(advisory), AdvisoryText.Day(advisory), packages, string.Join(' ', advisory.Cves));
        }

        table.Write(console.Out);
        string types = string.Join(", ", all.GroupBy(a => a.Advisory.Type).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Type(g.First().Advisory)}"));
        string kinds = all.Count == 0 ? string.Empty : $" ({types})";
        int packageCount = all.Sum(a => a.Advisory.Packages.Length);
        int cves = all.SelectMany(a => a.Advisory.Cves).Distinct(StringComparer.Ordinal).Count();
        console.Out.WriteLine($"{all.Count} advisories{kinds}, {cves} CVEs, {packageCount} packages");
    }

    private static string Type(Advisory advisory) => advisory.Type == AdvisoryType.Unknown ? "-" : advisory.Type.ToString().ToLowerInvariant();

    private static IEnumerable<string> Distinct(IEnumerable<string> texts) => texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static void Write(Utf8JsonWriter json, List<(string Path, Advisory Advisory)> all)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.Array("advisories", all, item =>
        {
            json.WriteStartObject();
            AdvisoryText.Write(json, item.Advisory);
            json.Text("updated", JsonOutput.Time(item.Advisory.Updated));
            json.WriteString("status", item.Advisory.Status);
            json.WriteString("format", item.Advisory.Format);
            json.WriteString("path", item.Path);
            json.Array("products", Distinct(item.Advisory.Packages.SelectMany(p => p.Products)), json.WriteStringValue);
            json.Array("modules", Distinct(item.Advisory.Packages.SelectMany(p => p.Modules).Select(m => $"{m.Name}:{m.Stream}")), json.WriteStringValue);
            json.Array("packages", item.Advisory.Packages, package => json.WriteStringValue(package.Nevra.ToString()));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
