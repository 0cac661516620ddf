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
    /// Writes all files or none: each beside its place first, then all are renamed, so a full disk or a read-only folder
    /// leaves the earlier output as it was.
    /// </summary>
    public bool Write(IReadOnlyList<(string Relative, string Text)> files, DiagnosticBag diagnostics)
    {
        List<(string Temporary, string Final)> staged = [];
        string current = root;
        try
        {
            foreach ((string relative, string text) in files)
            {
                current = FullPath(relative);
                Directory.CreateDirectory(Path.GetDirectoryName(current)!);
                string temporary = $"{current}.{Guid.NewGuid():N}.tmp";
                staged.Add((temporary, current));
                File.WriteAllBytes(temporary, Utf8.GetBytes(text));
            }

            foreach ((string temporary, string final) in staged)
            {
                current = final;
                File.Move(temporary, final, overwrite: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(GenerationDiagnostics.CannotWrite, new(current),
                $"{e.Message.TrimEnd('.')}. Check that the folder can be written and the disk has room; the earlier files are as they were.");
            return false;
        }
        finally
        {
            foreach ((string temporary, _) in staged) TryDelete(temporary);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that the user must see is the one that came before.
        }
    }

    [GeneratedRegex(@"^[^/]+/(rpms/errata/[0-9]{8}\.(tpl|pan|json|md)|config/os/errata/[0-9]{8}-init\.(tpl|pan))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex GeneratedName();
}
