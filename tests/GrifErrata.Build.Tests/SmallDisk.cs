namespace GrifErrata.Build.Tests;

/// <summary>A file system of 64 KiB mounted on a folder. Only root may mount; the test is ignored for others.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;
    private readonly bool _mounted;

    public SmallDisk(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsLinux() || !File.Exists("/bin/mount")) Assert.Ignore("Needs mount of Linux.");
        CommandResult mount = Run("mount", "-t", "tmpfs", "-o", "size=64k", "grif-errata-test", folder);
        if (mount.ExitCode != 0) Assert.Ignore($"A file system cannot be mounted here: {mount.Output.Trim()}");
        _mounted = true;
    }

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder).Succeeded();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_mounted) Run("umount", _folder).Succeeded();
    }

    private static CommandResult Run(string program, params string[] arguments) =>
        DotnetCommand.RunProgram(program, "/", Packages.UsersCache, arguments);
}
