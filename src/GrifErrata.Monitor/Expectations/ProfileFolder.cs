using System.Collections.Frozen;
using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Profiles;

namespace GrifErrata.Monitor.Expectations;

/// <summary>The compiled profiles of a folder; a file is read anew when it changes. A profile that is broken, as one that is being written, stays as it was when it was last right, and so
/// do all of a folder that is gone or empty.</summary>
/// <param name="folder">The folder.</param>
/// <param name="place">Where the profiles come from, for people: the folder, or the address of which it is a copy.</param>
internal sealed class ProfileFolder(string folder, string place)
{
    private readonly PackageLists _lists = new();
    private Dictionary<string, ProfileEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The profiles by host name.</summary>
    public FrozenDictionary<string, Machine> Profiles { get; private set; } = FrozenDictionary<string, Machine>.Empty;

    /// <summary>How fresh they are.</summary>
    public SourceState State { get; private set; } = new("profiles", place, null, null, 0, [], 0);

    /// <summary>Looks which files changed, and reads those.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="before">What went wrong before the folder could be read.</param>
    /// <param name="cancellation">Cancels between files; what was read before stays.</param>
    /// <returns>Whether a profile is new, other or gone.</returns>
    public bool Poll(DateTimeOffset now, Problems before, CancellationToken cancellation)
    {
        Problems problems = new();
        problems.AddRange(before);
        DiagnosticBag listing = [];
        IReadOnlyList<string> files = MachineFolder.Files(folder, listing);
        problems.AddErrors(listing);
        if (files.Count == 0 && !listing.HasErrors) problems.Add($"{folder} has no profile. Those that were read before stay in use: a folder is emptied by mistake more often than a federation.");

        bool isChanged = false;
        if (files.Count > 0) isChanged = Read(files, problems, cancellation);
        State = State with
        {
            Read = problems.Count == 0 ? now : State.Read, Tried = now, Count = Profiles.Count, Problems = problems.Texts, ProblemCount = problems.Count,
        };
        return isChanged;
    }

    private bool Read(IReadOnlyList<string> files, Problems problems, CancellationToken cancellation)
    {
        Dictionary<string, ProfileEntry> entries = new(files.Count, StringComparer.Ordinal);
        bool isChanged = files.Count != _entries.Count;
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            FileStamp stamp = FileStamp.Of(file);
            ProfileEntry? known = _entries.GetValueOrDefault(file);
            if (known is null || known.Stamp != stamp)
            {
                DiagnosticBag diagnostics = [];
                Machine? machine = MachineFile.Read(file, diagnostics);
                known = diagnostics.HasErrors || machine is null
                    ? new(stamp, known?.Machine, [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())])
                    : new(stamp, _lists.Share(machine), []);
                isChanged = true;
            }

            foreach (string problem in known.Problems) problems.Add(problem);
            entries.Add(file, known);
        }

        _entries = entries;
        SortedDictionary<string, Machine> profiles = new(StringComparer.Ordinal);
        foreach (Machine machine in entries.Values.Select(e => e.Machine).OfType<Machine>())
        {
            if (!profiles.TryAdd(machine.Host, machine))
                problems.Add($"{machine.Location.File} is of {machine.Host}, as {profiles[machine.Host].Location.File} is, which is used. Keep one of them.");
        }

        if (isChanged) Profiles = profiles.ToFrozenDictionary(StringComparer.Ordinal);
        return isChanged;
    }

    private sealed record ProfileEntry(FileStamp Stamp, Machine? Machine, ImmutableArray<string> Problems);
}
