using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Compilation;

/// <summary>The folder of a compilation: machines, stubs, profiles.</summary>
internal sealed class CompilationSite(CompilationRequest request)
{
    private string Machines => Path.Combine(request.WorkDirectory, "machines");

    private string Stubs => Path.Combine(request.WorkDirectory, "site");

    private string Profiles => Path.Combine(request.WorkDirectory, "profiles");

    /// <summary>panc's options: where it looks, in this order, and where profiles go. Without a format it would build no profile.</summary>
    public ImmutableArray<string> Options =>
    [
        "--formats", "json", "--output-dir", Profiles,
        "--include-path", string.Join(':', (string[])[Machines, request.TemplateDirectory, .. request.Libraries, Stubs]),
    ];

    /// <summary>The file of a machine.</summary>
    public string FileOf(string machine) => Path.Combine(Machines, $"{machine}.pan");

    /// <summary>Whether a file is one of the stubs or machines.</summary>
    public bool Has(string file) => file.StartsWith(request.WorkDirectory.TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>Makes the folder anew; false after a report.</summary>
    public bool Write(ImmutableArray<SampleMachine> machines, DiagnosticBag diagnostics)
    {
        try
        {
            if (Directory.Exists(request.WorkDirectory)) Directory.Delete(request.WorkDirectory, recursive: true);
            foreach (string folder in (string[])[Machines, Stubs, Profiles]) Directory.CreateDirectory(folder);
            PanSite.Write(Stubs);
            foreach (SampleMachine machine in machines)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(FileOf(machine.Name))!);

                // panc makes no folder for a profile that has one in its name.
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Profiles, machine.Name))!);
                File.WriteAllText(FileOf(machine.Name), machine.Text);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(CompilationDiagnostics.CannotWrite, new(request.WorkDirectory), $"{e.Message} Check that the folder can be written and the disk has room.");
            return false;
        }
    }
}
