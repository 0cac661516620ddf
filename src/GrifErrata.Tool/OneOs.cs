using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>The OS that a command works on, read and planned.</summary>
/// <param name="Errata">The facts.</param>
/// <param name="Versions">Its update versions, oldest first.</param>
internal sealed record OneOs(OsErrata Errata, ImmutableArray<UpdateVersion> Versions)
{
    /// <summary>What the packages of its repositories require, where the command asked for it.</summary>
    public OsRepositories? Repositories { get; private init; }

    /// <summary>Reads the OS and writes what is wrong.</summary>
    /// <param name="console">Takes diagnostics and progress.</param>
    /// <param name="input">The input folder.</param>
    /// <param name="os">The OS; null is right where there is one, or where one has all of <paramref name="versions"/>.</param>
    /// <param name="versions">The update versions that the command names.</param>
    /// <param name="code">The exit code where the result is null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="isFirst">Whether the command may write the OS's first version: that it has none yet is then no news.</param>
    /// <param name="withRepositories">Whether <see cref="Repositories"/> is wanted.</param>
    public static OneOs? Read(
        CommandConsole console, string input, string? os, IReadOnlyCollection<string> versions, out int code, CancellationToken cancellationToken, bool isFirst = false, bool withRepositories = false)
    {
        if (os is null && Names(input) is { Count: > 1 } names && (os = With(versions, input)) is null)
        {
            console.WriteError($"There are several OSs; name one with --os: {string.Join(", ", names)}.");
            code = ExitCodes.WrongUse;
            return null;
        }

        DiagnosticBag diagnostics = [];
        ImmutableArray<(OsErrata Errata, OsRepositories? Repositories)> all;
        ImmutableArray<UpdateVersion> planned = [];
        using (new Progress(console, $"Reading {input}"))
        {
            all = withRepositories
                ? [.. ErrataInput.ReadWithRepositories(input, os, diagnostics, cancellationToken)]
                : [.. ErrataInput.Read(input, os, diagnostics, cancellationToken).Select(e => (e, (OsRepositories?)null))];
            if (!diagnostics.HasErrors && all.Length == 1) planned = UpdatePlanner.Plan(all[0].Errata, diagnostics, cancellationToken);
        }

        code = console.Write([.. diagnostics.Where(d => !isFirst || d.Code != DefinitionDiagnostics.NoUpdates.Code)]);
        return code == ExitCodes.Fine ? new(all[0].Errata, planned) { Repositories = all[0].Repositories } : null;
    }

    /// <summary>The one OS that has all of these versions, or null: who names a version means its OS, unless several have one of the same day.</summary>
    public static string? With(IReadOnlyCollection<string> versions, string input)
    {
        if (versions.Count == 0 || !versions.All(v => UpdateVersionName.TryParse(v, out _))) return null;
        List<string> having = [.. Names(input).Where(n => versions.All(v => File.Exists(Path.Combine(input, n, "updates", $"{v}.yaml"))))];
        return having.Count == 1 ? having[0] : null;
    }

    /// <summary>The version of a name, or null after GE1026 was written.</summary>
    public UpdateVersion? Find(CommandConsole console, string name)
    {
        UpdateVersion? version = Versions.FirstOrDefault(v => v.Name == name);
        if (version is null)
        {
            string there = Versions.Length == 0 ? "It has none." : $"There are: {string.Join(", ", Versions.Select(v => v.Name))}.";
            console.Write([GenerationDiagnostics.NotFound.At(
                new(Path.Combine(Path.GetDirectoryName(Errata.Os.Location.File) ?? string.Empty, "updates")),
                $"{Errata.Os.Name} has no update version {name}. {there}")]);
        }

        return version;
    }

    /// <summary>What versions need besides themselves; after an error, which is written, null.</summary>
    public ImmutableArray<FixPlan>? Fixes(CommandConsole console, ImmutableArray<UpdateVersion> versions, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<FixPlan> plans = OsFixes.Plan(Path.GetDirectoryName(Errata.Os.Location.File) ?? string.Empty, Errata, versions, diagnostics, cancellationToken);

        // What a person must decide is part of what the command shows.
        return console.Write([.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]) == ExitCodes.Fine ? plans : null;
    }

    private static List<string> Names(string input) => Directory.Exists(input)
        ? [.. Directory.EnumerateDirectories(input).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
        : [];
}
