using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Signatures;
using GrifErrata.Input;
using GrifErrata.Repositories;

namespace GrifErrata.Feeds.Fetching;

/// <summary>Brings one feed whole into the cache.</summary>
/// <param name="download">Fetches files.</param>
/// <param name="settings">Bounds.</param>
/// <param name="signature">Checks signatures; null where no key is given.</param>
/// <param name="staging">An empty folder.</param>
internal sealed class FeedSource(Download download, FetchSettings settings, DetachedSignature? signature, string staging)
{
    private const string Repomd = "repodata/repomd.xml";
    private const string Asc = ".asc";

    /// <summary>Brings it.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="known">What is pinned and whole on disk, so that the server may say it is unchanged; else null.</param>
    /// <param name="diagnostics">Takes errors.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null after an error.</returns>
    public async Task<FeedCopy?> BringAsync(FeedDefinition feed, LockedFeed? known, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // A repository changes under its readers: metadata of one moment names files of another. Once more from the start helps then.
        for (bool fresh = false; ; fresh = true)
        {
            (FeedCopy? copy, Diagnostic? problem, bool mayBeRace) = feed.Type == FeedType.Repodata
                ? await RepositoryAsync(feed, known, fresh, diagnostics, cancellationToken).ConfigureAwait(false)
                : await FileAsync(feed, known, fresh, cancellationToken).ConfigureAwait(false);
            if (mayBeRace && !fresh)
            {
                known = null;
                continue;
            }

            if (problem is not null) diagnostics.Add(problem);
            return copy;
        }
    }

    private async Task<(FeedCopy? Copy, Diagnostic? Problem, bool MayBeRace)> FileAsync(
        FeedDefinition feed, LockedFeed? known, bool fresh, CancellationToken cancellationToken)
    {
        FetchedFile file = await download.GetAsync(Target(feed.Url, feed, known, fresh), cancellationToken).ConfigureAwait(false);
        if (file.Status == FetchStatus.NotModified) return (FeedCopy.Unchanged, null, false);
        if (file.Status != FetchStatus.Fetched) return (null, file.Problem, false);
        (CopiedFile? asc, string? signedBy, Diagnostic? problem) = await SignatureAsync(feed, feed.Url, string.Empty, file, fresh, cancellationToken).ConfigureAwait(false);
        if (problem is not null) return (null, problem, problem.Descriptor == FeedDiagnostics.WrongSignature);
        return (Copy([CopiedFile.Of(string.Empty, file)], asc, file, signedBy), null, false);
    }

    private async Task<(FeedCopy? Copy, Diagnostic? Problem, bool MayBeRace)> RepositoryAsync(
        FeedDefinition feed, LockedFeed? known, bool fresh, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        Uri url = Below(feed.Url, Repomd);
        FetchedFile repomd = await download.GetAsync(Target(url, feed, known, fresh) with { MaxBytes = settings.MaxIndexBytes }, cancellationToken).ConfigureAwait(false);
        if (repomd.Status == FetchStatus.NotModified) return (FeedCopy.Unchanged, null, false);
        if (repomd.Status != FetchStatus.Fetched) return (null, repomd.Problem, false);

        // Before anything of it is believed.
        (CopiedFile? asc, string? signedBy, Diagnostic? problem) = await SignatureAsync(feed, url, Repomd, repomd, fresh, cancellationToken).ConfigureAwait(false);
        if (problem is not null) return (null, problem, problem.Descriptor == FeedDiagnostics.WrongSignature);
        if (ReadIndex(url, repomd, diagnostics) is not { } index) return (null, null, false);
        List<CopiedFile> files = [];
        foreach (RepodataEntry entry in Wanted(feed, index))
        {
            if (RepodataPath.Resolve(staging, entry.Href, out string reason) is null)
            {
                return (null, RepodataDiagnostics.UnsafeHref.At(entry.Origin,
                    $"The file of '{entry.Type}' {reason}, so it was not fetched. Do not use this repository before you know why."), false);
            }

            FetchTarget target = new(Below(feed.Url, entry.Href), feed.Location)
            {
                Expected = new InputExpectation(entry.Origin, entry.Size, entry.Checksum),
                Fresh = fresh,
            };
            FetchedFile file = await download.GetAsync(target, cancellationToken).ConfigureAwait(false);
            if (file.Status != FetchStatus.Fetched) return (null, file.Problem, file.Status is FetchStatus.NotFound or FetchStatus.Mismatch);
            files.Add(CopiedFile.Of(entry.Href, file));
        }

        return (Copy([.. files.DistinctBy(f => f.Relative), CopiedFile.Of(Repomd, repomd)], asc, repomd, signedBy), null, false);
    }

    private static FeedCopy Copy(IEnumerable<CopiedFile> files, CopiedFile? asc, FetchedFile first, string? signedBy) =>
        new([.. asc is null ? [] : (CopiedFile[])[asc], .. files]) { ETag = first.ETag, LastModified = first.LastModified, SignedBy = signedBy };

    private RepodataIndex? ReadIndex(Uri url, FetchedFile repomd, DiagnosticBag diagnostics)
    {
        string path = Path.Combine(staging, "index", "repomd.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(repomd.Path, path, overwrite: true);
        DiagnosticBag own = [];
        RepodataIndex? index = new RepodataReader().ReadIndex(path, own);
        diagnostics.AddRange(own.Select(d => d with { Location = d.Location with { File = url.ToString() } }));
        return index is null ? null : index with
        {
            Entries = [.. index.Entries.Select(e => e with { Origin = e.Origin with { File = url.ToString() } })],
        };
    }

    private static IEnumerable<RepodataEntry> Wanted(FeedDefinition feed, RepodataIndex index) =>
        from type in (string[])["updateinfo", "primary", "modules", "filelists"]
        where type != "filelists" || feed.Filelists
        let entry = index.Find(type)
        where entry is not null
        select entry;

    private async Task<(CopiedFile? File, string? SignedBy, Diagnostic? Problem)> SignatureAsync(
        FeedDefinition feed, Uri url, string relative, FetchedFile signed, bool fresh, CancellationToken cancellationToken)
    {
        if (signature is null) return default;
        Uri address = new(url.OriginalString + Asc);
        FetchedFile file = await download.GetAsync(new FetchTarget(address, feed.Location) { MaxBytes = settings.MaxIndexBytes, Fresh = fresh }, cancellationToken).ConfigureAwait(false);
        if (file.Status == FetchStatus.NotFound)
        {
            return (null, null, FeedDiagnostics.NoSignature.At(feed.Location,
                $"{address} does not exist, but os.yaml gives a key by which the feed must be signed. Take another mirror, or take `key` out if the publisher signs nothing."));
        }

        if (file.Status != FetchStatus.Fetched) return (null, null, file.Problem);
        string? fingerprint = signature.Check(await File.ReadAllBytesAsync(file.Path, cancellationToken).ConfigureAwait(false), signed.Path, address.ToString(), out Diagnostic? problem);
        return (CopiedFile.Of(relative + Asc, file), fingerprint, problem);
    }

    private static FetchTarget Target(Uri url, FeedDefinition feed, LockedFeed? known, bool fresh) => new(url, feed.Location)
    {
        ETag = known?.ETag,
        LastModified = known?.LastModified,
        Fresh = fresh,
    };

    /// <summary>The address of a file below a repository's; a name is taken as it is written, so no <c>%2e%2e</c> leads out.</summary>
    private static Uri Below(Uri root, string href) =>
        new(root.AbsoluteUri.TrimEnd('/') + "/" + string.Join('/', href.Split('/').Select(Uri.EscapeDataString)));
}
