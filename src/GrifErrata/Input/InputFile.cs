using GrifErrata.Diagnostics;

namespace GrifErrata.Input;

/// <summary>The one place where files of others are opened, and where a failure to read one becomes a diagnostic.</summary>
public static class InputFile
{
    /// <summary>
    /// Opens a file, plain or compressed with gzip, xz, bzip2 or zstd, and gives its content to <paramref name="consume"/>. The
    /// result is handed out only after the file was read to its end and that end was found right, so nobody works with half a file.
    /// </summary>
    /// <param name="path">The file; also its name in locations.</param>
    /// <param name="limits">How much is read at most.</param>
    /// <param name="expected">What other metadata says of the file, or null.</param>
    /// <param name="diagnostics">
    /// Takes what the consumer reports, or, when the file itself cannot be trusted, one of <see cref="InputDiagnostics"/> instead.
    /// </param>
    /// <param name="consume">Reads the content and reports to the bag that it is given.</param>
    /// <returns>What the consumer returned; null when the file is missing, unreadable, damaged, too large or not the stated one.</returns>
    public static T? Read<T>(
        string path,
        InputLimits limits,
        InputExpectation? expected,
        DiagnosticBag diagnostics,
        Func<InputContent, DiagnosticBag, T> consume)
        where T : class
    {
        try
        {
            DiagnosticBag found = [];
            using FileStream stream = Open(path);
            using InputContent content = new(stream, path, limits, expected);
            T result = consume(content, found);
            content.Finish();
            diagnostics.AddRange(found);
            return result;
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return null;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            // No buffer of its own: every reader above has one.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(InputDiagnostics.Missing.At(
                new SourceLocation(path), "The file does not exist. Check the path, or fetch the file."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(InputDiagnostics.Unreadable.At(
                new SourceLocation(path),
                $"The file cannot be opened ({e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}). Check that it is a file and that you may read it."));
        }
    }
}
