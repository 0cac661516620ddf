using System.Text;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using GrifErrata.Files;

namespace GrifErrata.Generation;

/// <summary>The folder of generated files on disk.</summary>
internal sealed partial class OutputFolder(string root)
{
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

    /// <summary>Files with the name of a generated one, as relative paths with <c>/</c>, in ordinal order. Which of them a person may have written says <see cref="GeneratedMark.IsNeeded"/>.</summary>
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

    /// <summary>Writes all files or none; false after a report.</summary>
    public bool Write(IReadOnlyList<(string Relative, string Text)> files, DiagnosticBag diagnostics)
    {
        if (FileReplacement.Write([.. files.Select(f => (FullPath(f.Relative), f.Text))]) is not { } failure) return true;
        diagnostics.Add(GenerationDiagnostics.CannotWrite, new(failure.Path),
            $"{failure.Message}. Check that the folder can be written and the disk has room; "
            + (failure.Restored ? "the earlier files are as they were." : "not every earlier file could be put back: restore the folder from version control."));
        return false;
    }

    [GeneratedRegex(@"^([^/]+/(rpms/errata/[0-9]{8}(\.(tpl|pan|json|md)|-fix\.(tpl|pan))|config/os/errata/[0-9]{8}-init\.(tpl|pan))"
        + @"|(rpms/errata/functions|federation/errata/(config|updates)|components/errata/schema|features/pakiti/(client|server)/(config|rpms)|features/errata/([0-9]{8}/config|drafts))\.(tpl|pan))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex GeneratedName();
}
