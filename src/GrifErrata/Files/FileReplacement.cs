using System.Text;

namespace GrifErrata.Files;

/// <summary>Why files could not be replaced.</summary>
/// <param name="Path">The file at which it failed.</param>
/// <param name="Message">The system's reason, without a final full stop.</param>
/// <param name="Restored">Whether every earlier file is as it was.</param>
public sealed record FileReplacementFailure(string Path, string Message, bool Restored);

/// <summary>A file and what becomes of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Write">Writes its new content; null deletes the file.</param>
public sealed record FileReplacementStep(string Path, Action<Stream>? Write);

/// <summary>
/// Replaces files all or none. Each new text is written beside its place and each old file copied there first; only then are
/// files renamed, and if that fails the copies are put back. So a full disk, a read-only folder or a file that cannot be
/// replaced leaves what was there as it was.
/// </summary>
public static class FileReplacement
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes texts as UTF-8 without byte-order mark, making the folders that they need.</summary>
    /// <param name="files">Paths and texts.</param>
    /// <returns>Null if all were written, else why none was.</returns>
    public static FileReplacementFailure? Write(IReadOnlyList<(string Path, string Text)> files) =>
        Apply([.. files.Select(f => OfText(f.Path, f.Text))]);

    /// <summary>A step that writes a text as UTF-8 without byte-order mark.</summary>
    public static FileReplacementStep OfText(string path, string text) => new(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Writes and deletes files, making the folders that they need. The steps are taken in their order.</summary>
    /// <param name="steps">What becomes of each file.</param>
    /// <returns>Null if all was done, else why nothing was.</returns>
    public static FileReplacementFailure? Apply(IReadOnlyList<FileReplacementStep> steps)
    {
        List<StagedFile> staged = [];
        string current = string.Empty;
        int replaced = 0;
        try
        {
            foreach (FileReplacementStep step in steps)
            {
                current = step.Path;
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(step.Path))!);
                StagedFile file = StagedFile.For(step.Path);
                staged.Add(file);
                if (step.Write is { } write)
                {
                    using FileStream stream = new(file.New, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                    write(stream);
                }

                if (File.Exists(step.Path)) File.Copy(step.Path, file.Old);
            }

            for (; replaced < staged.Count; replaced++)
            {
                current = staged[replaced].Final;
                if (steps[replaced].Write is null) File.Delete(current);
                else File.Move(staged[replaced].New, current, overwrite: true);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bool restored = staged.Take(replaced).Reverse().All(f => f.TryRestore());
            return new(current, e.Message.TrimEnd('.'), restored);
        }
        finally
        {
            foreach (StagedFile file in staged) file.Clean();
        }
    }
}
