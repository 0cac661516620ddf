using System.Text;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;

namespace GrifErrata.Generation;

/// <summary>The folder of generated files on disk.</summary>
internal sealed partial class OutputFolder(string root)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string FullPath(string relative) => Path.Combine(root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>A file's text, or null if it does not exist. Bytes that are not UTF-8 become U+FFFD, and so differ from all that is made.</summary>
    public string? Read(string relative)
    {
        try
        {
            // Not File.ReadAllText, which swallows a byte-order mark: that is a difference too.
            return Encoding.UTF8.GetString(File.ReadAllBytes(FullPath(relative)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Files with the name of a generated one, as relative paths with <c>/</c>, in ordinal order. A -fix is not among them: a site may have written it.</summary>
    public IReadOnlyList<string> GeneratedNames()
    {
        if (!Directory.Exists(root)) return [];
        EnumerationOptions options = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return
        [
            .. Directory.EnumerateFiles(root, "*", options)
                .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(path => GeneratedName().IsMatch(path)).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Writes all files or none. Each new text is written beside its place and each old file copied there first; only then are
    /// files renamed, and if that fails the copies are put back. So a full disk, a read-only folder or a file that cannot be
    /// replaced leaves the earlier output as it was.
    /// </summary>
    public bool Write(IReadOnlyList<(string Relative, string Text)> files, DiagnosticBag diagnostics)
    {
        List<StagedFile> staged = [];
        string current = root;
        int replaced = 0;
        try
        {
            foreach ((string relative, string text) in files)
            {
                current = FullPath(relative);
                Directory.CreateDirectory(Path.GetDirectoryName(current)!);
                StagedFile file = StagedFile.For(current);
                staged.Add(file);
                File.WriteAllBytes(file.New, Utf8.GetBytes(text));
                if (File.Exists(current)) File.Copy(current, file.Old);
            }

            for (; replaced < staged.Count; replaced++)
            {
                current = staged[replaced].Final;
                File.Move(staged[replaced].New, current, overwrite: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bool restored = staged.Take(replaced).Reverse().All(f => f.TryRestore());
            diagnostics.Add(GenerationDiagnostics.CannotWrite, new(current),
                $"{e.Message.TrimEnd('.')}. Check that the folder can be written and the disk has room; "
                + (restored ? "the earlier files are as they were." : "not every earlier file could be put back: restore the folder from version control."));
            return false;
        }
        finally
        {
            foreach (StagedFile file in staged) file.Clean();
        }
    }

    [GeneratedRegex(@"^([^/]+/(rpms/errata/[0-9]{8}\.(tpl|pan|json|md)|config/os/errata/[0-9]{8}-init\.(tpl|pan))"
        + @"|federation/errata/(config|updates)\.(tpl|pan)|components/errata/schema\.(tpl|pan))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex GeneratedName();
}
