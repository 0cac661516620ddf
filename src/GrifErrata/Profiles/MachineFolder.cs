using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Profiles;

/// <summary>Reads the machines of a folder.</summary>
public static class MachineFolder
{
    private static readonly string[] Endings = [".json", ".json.gz", ".xml", ".xml.gz", ".txt", ".txt.gz"];

    // What panc writes beside profiles: the list of them.
    private const string Index = "profiles-info.xml";

    // Links are not followed: they could lead anywhere. What starts with a dot is an editor's or git's.
    private static readonly EnumerationOptions Options = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    /// <summary>
    /// Reads every <c>*.json</c>, <c>*.xml</c>, <c>*.txt</c> and the same with <c>.gz</c>, in folders below too; other files (panc's <c>*.dep</c>) are
    /// passed over.
    /// </summary>
    /// <param name="folder">The folder, or one file, whatever its name.</param>
    /// <param name="diagnostics">Takes what is wrong; one file's error does not stop the others.</param>
    /// <param name="cancellationToken">Cancels between files.</param>
    /// <returns>The machines in ordinal order of their names, each once.</returns>
    public static ImmutableArray<Machine> Read(string folder, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        SortedDictionary<string, Machine> machines = new(StringComparer.Ordinal);
        HashSet<MachinePackage> shared = [];
        IReadOnlyList<string> files = Files(folder, diagnostics);
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MachineFile.Read(file, diagnostics) is not { } machine || machines.TryAdd(machine.Host, Share(machine, shared))) continue;
            diagnostics.Add(ProfileDiagnostics.Twice, machine.Location,
                $"{machine.Host} is in {machines[machine.Host].Location.File} too. Keep one of them.");
        }

        if (files.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Add(ProfileDiagnostics.Nothing, new(folder),
                $"The folder has no file {string.Join(", ", Endings.Select(e => "*" + e))}. Name the folder of the compiled profiles or of the package lists.");
        }

        return [.. machines.Values];
    }

    // The machines of a site are mostly alike: what several have is kept once, so 400 of them take 130 MiB and not 350.
    private static Machine Share(Machine machine, HashSet<MachinePackage> shared)
    {
        ImmutableArray<MachinePackage>.Builder packages = ImmutableArray.CreateBuilder<MachinePackage>(machine.Packages.Length);
        foreach (MachinePackage package in machine.Packages)
        {
            if (shared.TryGetValue(package, out MachinePackage? known)) packages.Add(known);
            else
            {
                shared.Add(package);
                packages.Add(package);
            }
        }

        return machine with { Packages = packages.MoveToImmutable() };
    }

    /// <summary>The files of a folder that <see cref="Read"/> reads, in ordinal order.</summary>
    /// <param name="folder">The folder, or one file, whatever its name.</param>
    /// <param name="diagnostics">Takes GE1002, the folder cannot be listed.</param>
    public static IReadOnlyList<string> Files(string folder, DiagnosticBag diagnostics)
    {
        try
        {
            if (File.Exists(folder)) return [folder];
            return
            [
                .. Directory.EnumerateFiles(folder, "*", Options)
                    .Where(path => Endings.Any(e => path.EndsWith(e, StringComparison.Ordinal)) && Path.GetFileName(path) != Index).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(InputDiagnostics.Unreadable, new(folder), $"The folder cannot be listed ({e.Message.TrimEnd('.')}). Check that it exists and its permissions.");
            return [];
        }
    }
}
