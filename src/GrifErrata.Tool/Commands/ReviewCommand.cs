using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Monitoring;
using GrifErrata.Pan;
using GrifErrata.Profiles;
using GrifErrata.Reviews;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata review</c>: the page that a reviewer reads, as Markdown or as one HTML file.</summary>
internal static class ReviewCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> version = CommonOptions.VersionArgument("VERSION", "The update version to review.");
        Option<string?> against = CommonOptions.Against();
        Option<string?> os = CommonOptions.Os("The OS, a folder of the input. May be left out when there is one, or when only one has the version.");
        Option<string?> format = new("--format") { Description = "Markdown or one HTML file. Default: md, or html where --output ends so.", HelpName = "md|html" };
        format.AcceptOnlyFromAmong("md", "html");
        Option<string?> output = new("--output") { Description = "The file to write. Default: standard output.", HelpName = "FILE" };
        Option<string?> profiles = new("--profiles") { Description = "Folder of compiled profiles or package lists, or one of them: adds the machines that change.", HelpName = "DIR" };
        Option<string?> monitor = new("--monitor") { Description = "What the monitor says of machines, its /api/quattor/hosts as a file: adds those that are forgotten, behind or silent.", HelpName = "FILE" };
        Option<DateOnly?> date = FederationOptions.Day("--date", "The day on which freezes of federation.yaml must still hold. Default: today, UTC.");
        Option<string> input = CommonOptions.Input();
        Option<string?> templates = CommonOptions.Templates();
        DocumentedCommand command = new(
            "review",
            "Writes the page that a reviewer reads: risks first, then advisories by severity, then the rest; long lists are folded.",
            "0  written\n1  a version does not exist, or an error in the input\n2  wrong use",
            "grif-errata review 20101125 --against 20101028 --output review.html")
        {
            version, against, os, format, output, profiles, monitor, date, input, templates,
        };
        command.SetAction((parsed, token) => Task.FromResult(Run(console, new(
            parsed.GetRequiredValue(input), parsed.GetValue(os), parsed.GetRequiredValue(version), parsed.GetValue(against),
            parsed.GetValue(format), parsed.GetValue(output), parsed.GetValue(profiles), parsed.GetValue(monitor), parsed.GetValue(templates),
            parsed.GetValue(date) ?? DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime)), token)));
        return command;
    }

    private static int Run(CommandConsole console, Request request, CancellationToken token)
    {
        if (OneOs.Read(console, request.Input, request.Os, [request.Version], out int code, token) is not { } one) return code;
        if (one.Find(console, request.Version) is not { } after) return ExitCodes.Problems;
        UpdateVersion? before = null;
        if ((request.Against ?? after.Previous) is { } name)
        {
            before = one.Find(console, name);
            if (before is null) return ExitCodes.Problems;
        }

        DiagnosticBag diagnostics = [];
        IReadOnlyCollection<Machine>? machines = request.Profiles is { } folder ? MachineFolder.Read(folder, diagnostics, token) : null;
        MonitoredFleet? monitored = request.Monitor is { } document ? MonitoredFleetReader.Read(document, diagnostics) : null;
        FederationDefinition? federation = ErrataInput.ReadFederation(request.Input, diagnostics);
        ErrataTemplates? templates = ErrataTemplates.Load(request.Templates, diagnostics);
        if (templates is null || diagnostics.HasErrors) return console.Write(diagnostics);

        ImmutableArray<UpdateVersion> two = before is null ? [after] : [after, before];
        if (one.Fixes(console, two, token) is not { } fixes) return ExitCodes.Problems;
        VersionStep step = VersionStep.Of(one.Errata, one.Versions, before, after) with { Fix = fixes[0], FixBefore = fixes.ElementAtOrDefault(1) ?? FixPlan.Empty };
        ReviewModel model = Review.Of(step, machines,
            federation is null ? null : new(federation, request.Today), monitored);
        string? text = templates[request.IsHtml ? ErrataTemplates.ReviewHtml : ErrataTemplates.ReviewMarkdown].Render(model, diagnostics, token);
        if (text is not null && request.Output is { } path) Write(path, text, diagnostics);
        code = console.Write(diagnostics);
        if (code != ExitCodes.Fine) return code;
        if (request.Output is null) console.Out.Write(text);
        else console.Out.WriteLine(TerminalText.OneLine(request.Output));
        return code;
    }

    private static void Write(string path, string text, DiagnosticBag diagnostics)
    {
        try
        {
            File.WriteAllText(path, text, new UTF8Encoding(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Add(GenerationDiagnostics.CannotWrite, new(path), $"The review cannot be written ({e.Message.TrimEnd('.')}). Check the folder and its permissions.");
        }
    }

    private sealed record Request(
        string Input, string? Os, string Version, string? Against, string? Format, string? Output, string? Profiles, string? Monitor, string? Templates,
        DateOnly Today)
    {
        public bool IsHtml => (Format ?? (Output?.EndsWith(".html", StringComparison.OrdinalIgnoreCase) == true ? "html" : "md")) == "html";
    }
}
