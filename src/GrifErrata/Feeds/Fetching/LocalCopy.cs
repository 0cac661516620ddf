using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Feeds.Fetching;

/// <summary>Takes a file of a mirror's folder (<c>file:</c>) as if it had been fetched.</summary>
internal static class LocalCopy
{
    /// <summary>Copies it into the cache, hashed and bounded.</summary>
    public static FetchedFile Take(FetchTarget target, FetchSettings settings, ContentCache cache)
    {
        string path = target.Url.LocalPath;
        long limit = target.Expected?.Size ?? (target.MaxBytes > 0 ? target.MaxBytes : settings.MaxBytes);
        try
        {
            using FileStream source = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            if (source.Length > limit) return Body.Large(target, source.Length, limit);
            using ContentHash sha256 = new(ChecksumAlgorithm.Sha256);
            using ContentHash? stated = target.Expected?.Checksum is { } checksum ? new ContentHash(checksum.Algorithm) : null;
            PartialFile partial = cache.Partial(target.Url);
            long count = 0;
            using (FileStream copy = partial.Create(mark: null))
            {
                byte[] buffer = new byte[64 * 1024];
                for (int read = source.Read(buffer); read > 0 && count <= limit; read = source.Read(buffer))
                {
                    sha256.Append(buffer.AsSpan(0, read));
                    stated?.Append(buffer.AsSpan(0, read));
                    count += read;
                    copy.Write(buffer.AsSpan(0, read));
                }
            }

            if (count > limit) return Body.Large(target, count, limit);
            if (Body.Check(target, count, stated?.Finish()) is { } wrong)
            {
                partial.Delete();
                return FetchedFile.Not(FetchStatus.Mismatch, wrong);
            }

            string hash = sha256.Finish();
            return new(FetchStatus.Fetched) { Path = cache.Take(partial.Path, hash), Sha256 = hash, Size = count };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return FetchedFile.Not(FetchStatus.NotFound, Problem("there is no such file"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FetchedFile.Not(FetchStatus.Failed, Problem(e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')));
        }

        Diagnostic Problem(string why) => FeedDiagnostics.Unreachable.At(target.Location, $"{target.Url} cannot be fetched: {why}. Check the address and the permissions.");
    }
}
