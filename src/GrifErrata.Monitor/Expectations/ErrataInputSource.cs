using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Judgements;
using GrifErrata.Updates;

namespace GrifErrata.Monitor.Expectations;

/// <summary>The update versions and the federation of an input folder, read anew when a file of it changes. An OS, or the federation, that has an error stays as it was when it was last
/// read without one.</summary>
/// <param name="directory">The folder (<c>errata-input</c>).</param>
internal sealed class ErrataInputSource(string directory)
{
    // Links are not followed, as the library follows none that leads out.
    private static readonly EnumerationOptions Options = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly SortedDictionary<string, OsJudge> _oses = new(StringComparer.Ordinal);
    private Dictionary<string, FileStamp> _stamps = [];

    /// <summary>The OSs, in ordinal order of their names.</summary>
    public ImmutableArray<OsJudge> Oses => [.. _oses.Values];

    /// <summary>The federation, or null.</summary>
    public FederationDefinition? Federation { get; private set; }

    /// <summary>How fresh it is.</summary>
    public SourceState State { get; private set; } = new("update versions", directory, null, null, 0, [], 0);

    /// <summary>Looks whether something changed, and reads it.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Cancels; what was read before stays.</param>
    /// <returns>Whether there is something new.</returns>
    public bool Poll(DateTimeOffset now, CancellationToken cancellation)
    {
        Problems problems = new();
        if (Stamps(problems) is { } stamps)
        {
            if (stamps.Count == _stamps.Count && !stamps.Except(_stamps).Any())
            {
                State = State with { Tried = now };
                return false;
            }

            Read(problems, cancellation);
            _stamps = stamps;
        }

        bool isWhole = problems.Count == 0;
        int count = _oses.Values.Sum(o => o.Errata.Updates.Length);
        State = State with { Read = isWhole ? now : State.Read, Tried = now, Count = count, Problems = problems.Texts, ProblemCount = problems.Count };
        return true;
    }

    private void Read(Problems problems, CancellationToken cancellation)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<(string Folder, OsDefinition Definition)> definitions = ErrataInput.ReadDefinitions(directory, null, diagnostics);
        bool isListed = !diagnostics.HasErrors;
        problems.AddErrors(diagnostics);
        foreach ((_, OsDefinition definition) in definitions)
        {
            DiagnosticBag own = [];
            ImmutableArray<OsErrata> read = ErrataInput.Read(directory, definition.Name, own, cancellation);
            ImmutableArray<UpdateVersion> versions = read is [var errata] && !own.HasErrors ? UpdatePlanner.Plan(errata, own, cancellation) : [];
            if (own.HasErrors) problems.AddErrors(own);
            else if (read is [var good]) _oses[definition.Name] = OsJudge.Of(good, versions);
        }

        // An OS that was taken out is gone; one whose os.yaml is broken is not.
        if (isListed)
        {
            foreach (string gone in _oses.Keys.Except(definitions.Select(d => d.Definition.Name), StringComparer.Ordinal).ToList()) _oses.Remove(gone);
        }

        DiagnosticBag federal = [];
        FederationDefinition? federation = ErrataInput.ReadFederation(directory, federal);
        // A file that is gone counts only where the folder is there as a whole.
        if (!federal.HasErrors && (federation is not null || isListed)) Federation = federation;
        problems.AddErrors(federal);
    }

    private Dictionary<string, FileStamp>? Stamps(Problems problems)
    {
        try
        {
            return Directory.EnumerateFiles(directory, "*", Options).ToDictionary(path => path, FileStamp.Of, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{directory} cannot be listed ({e.Message.TrimEnd('.')}). What was read before stays in use.");
            return null;
        }
    }
}
