using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Signatures;
using GrifErrata.Files;

namespace GrifErrata.Feeds.Fetching;

/// <summary>Holds a new copy of a feed against the pinned one and puts it at its place together with the lock, or changes nothing.</summary>
internal sealed class FeedInstallation
{
    private readonly FetchRequest _request;
    private readonly FeedDefinition _feed;
    private readonly SourcesLock _sources;
    private readonly DateTimeOffset _now;
    private readonly DiagnosticBag _diagnostics;
    private readonly LockedFeed? _before;
    private readonly LockedFeed? _same;
    private readonly bool _intact;

    /// <param name="request">What is fetched.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="sources">The lock.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="diagnostics">Takes errors.</param>
    public FeedInstallation(FetchRequest request, FeedDefinition feed, SourcesLock sources, DateTimeOffset now, DiagnosticBag diagnostics)
    {
        (_request, _feed, _sources, _now, _diagnostics) = (request, feed, sources, now, diagnostics);
        _before = sources.Find(feed.To);
        _same = PinnedFeeds.Pinned(sources, feed);
        _intact = _before is not null && PinnedFeeds.AreIntact(request.OsDirectory, _before);
    }

    /// <summary>Whether files on disk are not the pinned ones.</summary>
    public bool HasChangedFiles => _same is not null && !_intact;

    /// <summary>What the server may answer "unchanged" to: pinned from this address, whole, and with all that os.yaml wants now.</summary>
    public LockedFeed? Known => _intact && _same is not null && (_feed.Key is not null) == (_same.SignedBy is not null)
        && (_feed.Type == FeedType.File || _feed.Filelists == _same.Files.Any(f => f.Path.Contains("filelists", StringComparison.Ordinal))) ? _same : null;

    private string Place => Path.Combine(_request.OsDirectory, _feed.Path);

    /// <summary>Takes a copy; null after an error, and then nothing was changed.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="staged">Where it is put together to be read first.</param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    public FetchResult? Take(FeedCopy copy, string staged, CancellationToken cancellationToken)
    {
        ImmutableArray<LockedFile> files = [.. copy.Files.Select(f => new LockedFile(PathOf(f), f.Sha256, f.Size)).OrderBy(f => f.Path, StringComparer.Ordinal)];
        if (Known is { } known && (copy.IsUnchanged || known.Files.SequenceEqual(files))) return Stay(known);
        copy.Lay(staged);
        FeedState? state = Read(staged, cancellationToken);
        if (state is null) return null;
        DateTimeOffset? made = state.Made ?? HttpDate(copy.LastModified);
        FeedSilences silences = new(_request.Os, _feed, _request.Accepted, _diagnostics);
        DiagnosticBag ignored = [];
        FeedState? old = _intact && _before!.Type == _feed.Type ? FeedState.Read(_feed, Place, ignored, cancellationToken) : null;
        silences.CheckChange(_before, old, state, made);
        silences.CheckAge(state.Advisories.Count, state.Newest, _request.Today);
        if (_diagnostics.HasErrors) return null;
        LockedFeed pinned = Pin(state, made, files, silences) with { ETag = copy.ETag, LastModified = copy.LastModified, SignedBy = copy.SignedBy };
        List<FileReplacementStep> steps = [.. copy.Files.Select(f => new FileReplacementStep(Path.Combine(_request.OsDirectory, PathOf(f)), to => CopyTo(f.CachePath, to)))];
        IEnumerable<string> gone = (_before?.Files ?? []).Select(f => f.Path).Except(files.Select(f => f.Path), StringComparer.Ordinal);
        return Write(pinned, steps, gone) ? new(_feed, pinned, FetchOutcome.Brought) : null;
    }

    /// <summary>Pins the files that lie there, whatever was pinned; null after an error.</summary>
    public FetchResult? PinWhatIsThere(DetachedSignature? signature, CancellationToken cancellationToken)
    {
        foreach (LockedFile missing in _same!.Files.Where(f => !File.Exists(Path.Combine(_request.OsDirectory, f.Path))))
        {
            _diagnostics.Add(FeedDiagnostics.NotFetched, new(Path.Combine(_request.OsDirectory, missing.Path)),
                $"The file of the feed {_feed.To} is absent, so it cannot be pinned. Run: {FeedSilences.Command(_request.Os, _feed)}");
        }

        string signed = _feed.Type == FeedType.Repodata ? Path.Combine(Place, "repodata", "repomd.xml") : Place;
        if (signature is not null && File.Exists(signed) && File.Exists(signed + ".asc"))
        {
            signature.Check(File.ReadAllBytes(signed + ".asc"), signed, signed + ".asc", out Diagnostic? problem);
            if (problem is not null) _diagnostics.Add(problem);
        }

        if (_diagnostics.HasErrors || Read(Place, cancellationToken) is not { } state) return null;
        FeedSilences silences = new(_request.Os, _feed, _request.Accepted, _diagnostics);
        silences.CheckChange(_same, null, state, state.Made ?? _same.Made);
        silences.CheckAge(state.Advisories.Count, state.Newest, _request.Today);
        if (_diagnostics.HasErrors) return null;
        ImmutableArray<LockedFile> files = [.. _same.Files.Select(f => Now(f.Path))];
        LockedFeed pinned = Pin(state, state.Made ?? _same.Made, files, silences) with
        {
            SignedBy = _same.SignedBy,
            Accepted = [.. silences.Used.Append(FeedAcceptance.ChangedFiles)],
        };
        return Write(pinned, [], []) ? new(_feed, pinned, FetchOutcome.Brought) : null;
    }

    // Nothing new, but os.yaml may expect more now, and the newest advisory ages.
    private FetchResult? Stay(LockedFeed known)
    {
        FeedSilences silences = new(_request.Os, _feed, [.. known.Accepted, .. _request.Accepted], _diagnostics);
        silences.CheckPinned(known);
        silences.CheckAge(known.Advisories, known.Newest, _request.Today);
        if (_diagnostics.HasErrors) return null;
        ImmutableArray<FeedAcceptance> accepted = [.. known.Accepted.Union(silences.Used).Order()];
        LockedFeed pinned = accepted.SequenceEqual(known.Accepted) ? known : known with { Accepted = accepted };
        return pinned == known || Write(pinned, [], []) ? new(_feed, pinned, FetchOutcome.Unchanged) : null;
    }

    private LockedFeed Pin(FeedState state, DateTimeOffset? made, ImmutableArray<LockedFile> files, FeedSilences silences) =>
        new(_feed.To, _feed.Url.OriginalString, _feed.Type, _now)
        {
            Made = made,
            Advisories = state.Advisories.Count,
            WithoutPackages = state.WithoutPackages,
            Packages = state.Packages,
            Newest = state.Newest,
            Accepted = silences.Used,
            Files = files,
        };

    private FeedState? Read(string path, CancellationToken cancellationToken)
    {
        DiagnosticBag found = [];
        FeedState? state = FeedState.Read(_feed, path, found, cancellationToken);
        if (found.FirstOrDefault() is { } first)
        {
            string inside = first.Location.File.StartsWith(path, StringComparison.Ordinal) ? first.Location.File[path.Length..].TrimStart('/') : first.Location.File;
            string file = inside.Length == 0 ? _feed.Url.ToString() : $"{_feed.Url.ToString().TrimEnd('/')}/{inside}";
            string more = found.Count > 1 ? $" and {found.Count - 1} more errors" : string.Empty;
            _diagnostics.Add(FeedDiagnostics.Unchecked, first.Location with { File = file },
                $"{first.Code}{more}: {first.Message.Replace(path, _feed.Url.ToString().TrimEnd('/'), StringComparison.Ordinal)}");
        }

        return state;
    }

    private bool Write(LockedFeed pinned, List<FileReplacementStep> steps, IEnumerable<string> gone)
    {
        // What names others comes last, and what nothing names any more goes after it: an interruption leaves one whole state or a lock that tells.
        steps.Add(FileReplacement.OfText(PinnedFeeds.LockPath(_request.OsDirectory), SourcesLockFile.Write(_sources.With(pinned))));
        steps.AddRange(gone.Select(path => new FileReplacementStep(Path.Combine(_request.OsDirectory, path), Write: null)));
        if (FileReplacement.Apply(steps) is not { } failure) return true;
        _diagnostics.Add(FeedDiagnostics.CannotInstall, new(failure.Path),
            $"{failure.Message}. Check that the folder can be written and the disk has room; "
            + (failure.Restored ? "the earlier files are as they were." : "not every earlier file could be put back: restore the folder from version control."));
        return false;
    }

    private LockedFile Now(string path)
    {
        string full = Path.Combine(_request.OsDirectory, path);
        return new(path, PinnedFeeds.Hash(full) ?? string.Empty, new FileInfo(full).Length);
    }

    private string PathOf(CopiedFile file) => file.Relative switch
    {
        "" or ".asc" => _feed.Path + file.Relative,
        _ => $"{_feed.Path}/{file.Relative}",
    };

    private static void CopyTo(string from, Stream to)
    {
        using FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.Read);
        source.CopyTo(to);
    }

    private static DateTimeOffset? HttpDate(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
}
