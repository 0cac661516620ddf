using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GrifErrata.Files;

/// <summary>What .NET has no call for: replacing a link in one step, and making a folder's entries durable (rename(2), fsync(2)).</summary>
internal static class PosixFiles
{
    private const int ReadOnly = 0;

    /// <summary>Makes a symbolic link at a place, in the place of one that may be there: who looks sees the old or the new one.</summary>
    /// <param name="path">The link; its folder exists.</param>
    /// <param name="target">Where it leads.</param>
    /// <exception cref="IOException">It cannot be made; what was there is as it was.</exception>
    public static void ReplaceLink(string path, string target)
    {
        string made = $"{path}.{Guid.NewGuid():N}.tmp";
        File.CreateSymbolicLink(made, target);
        if (Rename(made, path) == 0) return;
        string reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
        File.Delete(made);
        throw new IOException($"{path}: {reason}");
    }

    /// <summary>Makes durable which files and folders a folder has. Where the system cannot, nothing happens.</summary>
    public static void Flush(string folder)
    {
        int file = Open(folder, ReadOnly);
        if (file < 0) return;
        _ = FSync(file);
        _ = Close(file);
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", EntryPoint = "open", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int file);

    [DllImport("libc", EntryPoint = "close", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
