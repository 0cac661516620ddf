using System.Collections.Immutable;
using System.CommandLine;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.RepositorySnapshots;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata snapshot</c>: the part of the repositories that machines of a version may see.</summary>
internal static class SnapshotCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> version = CommonOptions.VersionArgument("VERSION", "The update version.");
        Option<string?> os = CommonOptions.Os("The OS, a folder of the input. May be left out when there is one.");
        Option<string?> output = new("--output") { Description = "Folder that a web server shows; the snapshot comes to DIR/VERSION/NODE_OS_VERSION/REPOSITORY.", HelpName = "DIR" };
        Option<string?> pan = new("--pan") { Description = "For sites that serve no snapshots: write into this folder Pan that limits each repository to the same packages (includepkgs).", HelpName = "DIR" };
        NamedValues addresses = new("--repository", "NAME=URL", "Where machines get a repository's packages: http, https or file. Default: the `url` of the feed that brings it. Repeatable.");
        NamedValues metadata = new("--metadata", "NAME=DIR", "Where a repository's repodata lies that is none of the OS's sources, or another copy of one that is. Repeatable.");
        Option<string[]> kernel = new("--kernel") { Description = "A kernel that a site runs by its own choice; update version, freezes and kernel plans name the others. Repeatable.", HelpName = "VERSION-RELEASE", Arity = ArgumentArity.OneOrMore };
        Option<bool> replace = new("--replace") { Description = "Give the snapshot of a released version another content." };
        Option<string> input = CommonOptions.Input();
        DocumentedCommand command = new(
            "snapshot",
            "Makes a snapshot of the OS's repositories for an update version: metadata of the packages that its machines may have, and no others, with addresses at the mirror. "
            + "No RPM is copied. Machines see the old or the new snapshot as a whole; those of other versions stay.",
            "0  it is there\n1  it could not be made, or is there with another content; what machines see did not change\n2  wrong use",
            "grif-errata snapshot 20250211 --os el9x-x86_64 --output /srv/snapshots --repository baseos=https://mirror.example.org/almalinux/9/BaseOS/x86_64/os")
        {
            version, os, output, pan, addresses.Option, metadata.Option, kernel, replace, input,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetResult(output) is null) == (result.GetResult(pan) is null)) result.AddError("Say where to write it: give one of --output DIR and --pan DIR.");
        });
        command.SetAction((parsed, token) => Task.FromResult(Run(
            console, parsed.GetRequiredValue(input), parsed.GetValue(os), parsed.GetRequiredValue(version), new(parsed.GetValue(output), parsed.GetValue(pan)),
            (one, found) => Repositories(one, addresses.Of(parsed), metadata.Of(parsed), found, token),
            request => request with { Kernels = [.. parsed.GetValue(kernel) ?? []], Replace = parsed.GetValue(replace) }, token)));
        return command;
    }

    private static int Run(
        CommandConsole console, string input, string? os, string name, Destination to, Func<OneOs, DiagnosticBag, ImmutableArray<SnapshotRepository>> repositories,
        Func<SnapshotRequest, SnapshotRequest> options, CancellationToken cancellationToken)
    {
        if (OneOs.Read(console, input, os, [name], out int code, cancellationToken, withRepositories: true) is not { } one) return code;
        if (one.Find(console, name) is not { } version) return ExitCodes.Problems;
        DiagnosticBag diagnostics = [];
        Action? report = null;
        ImmutableArray<SnapshotRepository> found = repositories(one, diagnostics);
        if (!diagnostics.HasErrors)
        {
            using Progress progress = new(console, $"Making the snapshot of {name}");
            if (Decide(one, version, input, found, options, diagnostics, cancellationToken) is { } content) report = Write(console, content, to, diagnostics, cancellationToken);
        }

        code = console.Write(diagnostics);
        report?.Invoke();
        return code;
    }

    private static Action? Write(CommandConsole console, SnapshotContent content, Destination to, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (to.Pan is { } folder)
        {
            return IncludePackages.Write(content, folder, diagnostics) is { } written
                ? () => console.Out.WriteLine(string.Join('\n', written.Select(w => $"wrote {TerminalText.OneLine(w)}"))) : null;
        }

        return new SnapshotWriter(to.Output!, content.Request.Errata.Os.NodeOsVersion).Write(content, diagnostics, cancellationToken) is { } result
            ? () => Report(console, content.Request.Errata.Os, content.Request.Version, result) : null;
    }

    private static SnapshotContent? Decide(
        OneOs one, UpdateVersion version, string input, ImmutableArray<SnapshotRepository> repositories, Func<SnapshotRequest, SnapshotRequest> options, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // What is wrong with the sources was told where they were read for the first time; only errors count here.
        DiagnosticBag again = [];
        FederationDefinition? federation = ErrataInput.ReadFederation(input, again);
        PackageTable table = one.Repositories!.Table(one.Errata, out _, again, cancellationToken);
        FixPlan fixes = again.HasErrors ? FixPlan.Empty : FixPlanner.PlanUnverified(table, version, one.Errata, cancellationToken);
        diagnostics.AddRange(again.Where(d => d.Severity == DiagnosticSeverity.Error));
        diagnostics.AddRange(fixes.Findings.Where(f => f.Descriptor.Severity == DiagnosticSeverity.Error).Select(f => f.Descriptor.At(f.Location, f.Text)));
        if (diagnostics.HasErrors) return null;
        SnapshotRequest request = options(new(one.Errata, version, fixes, table, repositories) { Federation = federation, Sources = one.Repositories });
        return SnapshotContent.Find(request, diagnostics, cancellationToken);
    }

    private static ImmutableArray<SnapshotRepository> Repositories(
        OneOs one, IReadOnlyDictionary<string, string> addresses, IReadOnlyDictionary<string, string> metadata, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        SnapshotRepositories.Find(Path.GetDirectoryName(one.Errata.Os.Location.File) ?? string.Empty, one.Errata.Os, addresses, metadata, diagnostics, cancellationToken);

    private static void Report(CommandConsole console, OsDefinition os, UpdateVersion version, SnapshotResult result)
    {
        string outcome = result.Outcome switch
        {
            SnapshotOutcome.Made => "made",
            SnapshotOutcome.Replaced => "replaced",
            _ => "is there",
        };
        console.Out.WriteLine($"snapshot {version.Name} of {os.Name}: {outcome}, {TerminalText.OneLine(result.Path)}");
        TextTable table = new();
        foreach (SnapshotPart part in result.Repositories)
            table.Add(part.Repository.Name, $"{part.Packages} of {part.All} packages", $"{part.Advisories} advisories", TerminalText.OneLine(part.Repository.Address));
        table.Write(console.Out, indent: 2);
    }

    // One of the two.
    private sealed record Destination(string? Output, string? Pan);
}
