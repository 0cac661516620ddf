using System.Text;

namespace GrifErrata.Files;

/// <summary>Why files could not be replaced.</summary>
/// <param name="Path">The file at which it failed.</param>
/// <param name="Message">The system's reason, without a final full stop.</param>
/// <param name="Restored">Whether every earlier file is as it was.</param>
public sealed record FileReplacementFailure(string Path, string Message, bool Restored);

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
    public static FileReplacementFailure? Write(IReadOnlyList<(string Path, string Text)> files)
    {
        List<StagedFile> staged = [];
        string current = string.Empty;
        int replaced = 0;
        try
        {
            foreach ((string path, string text) in files)
            {
                current = path;
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                StagedFile file = StagedFile.For(path);
                staged.Add(file);
                File.WriteAllBytes(file.New, Utf8.GetBytes(text));
                if (File.Exists(path)) File.Copy(path, file.Old);
            }

            for (; replaced < staged.Count; replaced++)
            {
                current = staged[replaced].Final;
                File.Move(staged[replaced].New, current, overwrite: true);
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
