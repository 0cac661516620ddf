using System.Globalization;
using System.Security.Cryptography;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Feeds.Fetching;

/// <summary>Takes an answer's bytes in: bounded, hashed while they come, checked at the end.</summary>
/// <param name="target">What is fetched.</param>
/// <param name="settings">Bounds.</param>
/// <param name="cache">Takes the file when it is whole and right.</param>
/// <param name="partial">Keeps the bytes until then.</param>
internal sealed class Body(FetchTarget target, FetchSettings settings, ContentCache cache, PartialFile partial)
{
    private long Limit => target.Expected?.Size ?? (target.MaxBytes > 0 ? target.MaxBytes : settings.MaxBytes);

    /// <summary>Reads the body.</summary>
    /// <param name="response">The answer, 200 or 206.</param>
    /// <param name="resumed">Whether it goes on where the partial file ends.</param>
    /// <param name="mark">The server's mark of the version, or null.</param>
    /// <param name="patience">Is given its full time again by each piece that comes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FetchedFile> TakeAsync(
        HttpResponseMessage response, bool resumed, string? mark, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        long start = resumed ? partial.Length : 0;
        if (response.Content.Headers.ContentLength is { } announced && start + announced > Limit) return TooLarge(start + announced);
        using ContentHash sha256 = new(ChecksumAlgorithm.Sha256);
        using ContentHash? stated = target.Expected?.Checksum is { } checksum ? new ContentHash(checksum.Algorithm) : null;
        long count = 0;
        byte[] buffer = new byte[64 * 1024];
        using (FileStream file = resumed ? partial.Append() : partial.Create(mark))
        {
            // What came before the break is part of the checksum.
            for (int read = file.Read(buffer); read > 0; read = file.Read(buffer)) Add(buffer.AsSpan(0, read));
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            for (; ; )
            {
                int read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0) break;
                patience.CancelAfter(settings.Patience);
                Add(buffer.AsSpan(0, read));
                if (count > Limit) break;
                file.Write(buffer.AsSpan(0, read));
            }
        }

        void Add(ReadOnlySpan<byte> piece)
        {
            sha256.Append(piece);
            stated?.Append(piece);
            count += piece.Length;
        }

        if (count > Limit)
        {
            partial.Delete();
            return TooLarge(count);
        }

        return Check(count, stated?.Finish()) is { } wrong ? Wrong(wrong, resumed) : Keep(count, sha256.Finish());
    }

    private FetchedFile Keep(long count, string sha256)
    {
        string path = cache.Take(partial.Path, sha256);
        partial.Delete();
        return new(FetchStatus.Fetched) { Path = path, Sha256 = sha256, Size = count };
    }

    private FetchedFile Wrong(Diagnostic problem, bool resumed)
    {
        // Of two halves that do not fit, one more try from the start tells whether the file itself is wrong.
        partial.Delete();
        return FetchedFile.Not(FetchStatus.Mismatch, problem) with { MayPass = resumed };
    }

    private Diagnostic? Check(long count, string? checksum) => Check(target, count, checksum);

    /// <summary>Holds a file against what is stated of it.</summary>
    public static Diagnostic? Check(FetchTarget target, long count, string? checksum)
    {
        if (target.Expected is not { } expected) return null;
        string what = expected.Size is { } size && size != count ? string.Create(CultureInfo.InvariantCulture, $"has {count} bytes, but {expected.StatedAt} states {size}")
            : expected.Checksum is { } stated && stated.Hex != checksum ? $"has the {stated.Algorithm.ToString().ToUpperInvariant()} {checksum}, but {expected.StatedAt} states {stated.Hex}"
            : string.Empty;
        return what.Length == 0 ? null : FeedDiagnostics.Mismatch.At(target.Location,
            $"{target.Url} {what}. Nothing of it is used. The repository may be changing just now: fetch again later, or use another mirror.");
    }

    private FetchedFile TooLarge(long count) => Large(target, count, Limit);

    /// <summary>A file that is larger than it may be.</summary>
    public static FetchedFile Large(FetchTarget target, long count, long limit) => target.Expected?.Size is { } stated
        ? FetchedFile.Not(FetchStatus.Mismatch, FeedDiagnostics.Mismatch.At(target.Location, string.Create(CultureInfo.InvariantCulture,
            $"{target.Url} has {count} bytes or more, but {target.Expected.StatedAt} states {stated}. Nothing of it is used. Fetch again later, or use another mirror.")))
        : FetchedFile.Not(FetchStatus.Failed, FeedDiagnostics.TooLarge.At(target.Location, string.Create(CultureInfo.InvariantCulture,
            $"{target.Url} has {count} bytes or more; at most {limit} are taken. Check that it is the right address.")));
}
