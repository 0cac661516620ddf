using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>Reads a folder of RPM files: the headers of all <c>*.rpm</c> files in it and below, never their payload.</summary>
public static class RpmFolderReader
{
    /// <summary>Reads all packages of a folder, in the ordinal order of their paths.</summary>
    /// <param name="folder">The folder. It may itself be a link; no link in it is followed.</param>
    /// <param name="name">The folder's name for locations; files are named <c>name/path/in/folder.rpm</c>.</param>
    /// <param name="diagnostics">Takes errors GE1201 to GE1203 and GE1222 for what cannot be read, after which the result must not be
    /// used for output, and warnings GE2201 and GE2202.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static IReadOnlyList<Package> Read(string folder, string name, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<Package> packages = [];
        ReadEach(folder, name, (content, file) =>
        {
            RpmHeader? header = RpmHeaderReader.Read(content, file, diagnostics);
            if (header is null) return;
            var origin = new SourceLocation(file);
            CheckName(header, origin, diagnostics);
            packages.Add(new Package(header.Nevra, header.BuildTime, header.SourceRpm, origin));
        }, diagnostics, cancellationToken);
        return packages;
    }

    /// <summary>Whether a folder holds RPM files, itself or below.</summary>
    internal static bool HasPackages(string folder, CancellationToken cancellationToken) => Directory.Exists(folder) && Paths(folder, folder, [], cancellationToken).Count > 0;

    /// <summary>Hands out each file of a folder, in the ordinal order of their paths, with its name for locations.</summary>
    internal static void ReadEach(string folder, string name, Action<Stream, string> read, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        foreach (string path in Paths(folder, name, diagnostics, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOne(Path.Combine(folder, path), $"{name}/{path}", read, diagnostics);
        }
    }

    private static void ReadOne(string path, string file, Action<Stream, string> read, DiagnosticBag diagnostics)
    {
        try
        {
            // Opening a named pipe would wait for its writer for ever; its length is 0.
            if (new FileInfo(path).Length == 0)
            {
                read(Stream.Null, file);
                return;
            }

            // No buffer: a handful of short reads far apart would each fill one.
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            read(content, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Unreadable(file, error));
        }
    }

    private static void CheckName(RpmHeader header, SourceLocation origin, DiagnosticBag diagnostics)
    {
        string expected = $"{header.Nevra.Name}-{header.Nevra.Evr.VersionRelease}.{header.Nevra.Arch}.rpm";
        if (origin.File.AsSpan(origin.File.LastIndexOf('/') + 1).SequenceEqual(expected)) return;
        diagnostics.Add(RepositoryDiagnostics.FileNameDiffers, origin,
            $"The header of this file says that it is {expected}, and the header counts. Rename the file, or remove it if it is the wrong one.");
    }

    /// <summary>Paths below the folder with <c>/</c>, in ordinal order.</summary>
    private static List<string> Paths(string folder, string name, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<string> paths = [];
        Stack<string> folders = new([string.Empty]);
        List<string> links = [];
        List<Diagnostic> unreadable = [];
        while (folders.TryPop(out string? parent))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                foreach (FileSystemInfo entry in new DirectoryInfo(Path.Combine(folder, parent)).EnumerateFileSystemInfos())
                {
                    string path = parent.Length == 0 ? entry.Name : $"{parent}/{entry.Name}";
                    bool isFolder = entry.Attributes.HasFlag(FileAttributes.Directory);
                    bool isRpm = entry.Name.EndsWith(".rpm", StringComparison.Ordinal);
                    if (entry.LinkTarget is not null) links.Add(path);
                    else if (isFolder) folders.Push(path);
                    else if (isRpm) paths.Add(path);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                unreadable.Add(Unreadable(parent.Length == 0 ? name : $"{name}/{parent}", error));
            }
        }

        diagnostics.AddRange(unreadable.OrderBy(error => error.Location.File, StringComparer.Ordinal));
        links.Sort(StringComparer.Ordinal);
        foreach (string link in links.Where(link => !StaysInside(folder, link)))
        {
            diagnostics.Add(RepositoryDiagnostics.LinkNotFollowed, new SourceLocation($"{name}/{link}"),
                "This link leads out of the folder, or nowhere, and was not followed. Put the files themselves (or hard links) here, " +
                "or name the link's target as a source of its own.");
        }

        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    // What a link inside the folder leads to is read where it lies.
    private static bool StaysInside(string folder, string link)
    {
        try
        {
            var root = new DirectoryInfo(folder);
            string real = (root.ResolveLinkTarget(returnFinalTarget: true) ?? root).FullName;
            FileSystemInfo? target = new FileInfo(Path.Combine(folder, link)).ResolveLinkTarget(returnFinalTarget: true);
            return target is not null && (target.FullName.TrimEnd('/') + '/').StartsWith(real.TrimEnd('/') + '/', StringComparison.Ordinal)
                && (File.Exists(target.FullName) || Directory.Exists(target.FullName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Diagnostic Unreadable(string file, Exception error) =>
        RepositoryDiagnostics.FolderUnreadable.At(new SourceLocation(file), error switch
        {
            DirectoryNotFoundException or FileNotFoundException => "This does not exist. Correct the path, or create the folder.",
            UnauthorizedAccessException => "Reading this is not permitted. Give the build's user the right to read it.",
            _ => "This cannot be read: the file system reports an error. Check that it is a folder or a file and that its disk is there.",
        });
}
