using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using Microsoft.Build.Framework;

namespace GrifErrata.Build;

/// <summary>Makes the Pan templates of an input folder, or compares them with what is there.</summary>
public sealed class GenerateErrata : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Folder of the maintainer's files, a full path.</summary>
    [Required]
    public string InputDirectory { get; set; } = string.Empty;

    /// <summary>Folder of the generated files, a full path.</summary>
    [Required]
    public string OutputDirectory { get; set; } = string.Empty;

    /// <summary><c>Update</c> or <c>Verify</c>; case does not matter. Not read if <see cref="Accept"/> is set.</summary>
    public string Mode { get; set; } = nameof(GenerationMode.Update);

    /// <summary>Take over what differs.</summary>
    public bool Accept { get; set; }

    /// <summary>Folder with a site's own Scriban templates; empty for none.</summary>
    public string TemplateDirectory { get; set; } = string.Empty;

    /// <summary>Folder for the received text of files that differ. Each run first deletes the received files in it. Empty for nowhere.</summary>
    public string ReceivedDirectory { get; set; } = string.Empty;

    /// <summary>With <see cref="Accept"/>: rewrite released versions too.</summary>
    public bool AcceptReleased { get; set; }

    /// <summary>The day against which freezes and deadlines are held, <c>2010-12-31</c>; empty for today, UTC.</summary>
    public string Today { get; set; } = string.Empty;

    /// <summary>Folder of the compiled profiles or package lists of all machines, or one such file, a full path; empty for none.</summary>
    public string Profiles { get; set; } = string.Empty;

    /// <summary>What the monitor says of machines, its <c>/api/quattor/hosts</c> as a file, a full path; empty for none.</summary>
    public string MonitorFile { get; set; } = string.Empty;

    /// <summary>Must be <c>true</c> or empty: a build reads what was fetched and nothing else.</summary>
    public string Offline { get; set; } = string.Empty;

    /// <summary>Full paths of all files that the inputs give, whether written now or before.</summary>
    [Output]
    public string[] Files { get; private set; } = [];

    /// <summary>Whether there was a warning: a build that skips the next run would lose it.</summary>
    [Output]
    public bool Warned { get; private set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (ReadMode() is not { } mode)
        {
            DiagnosticLog.Write(Log, BuildDiagnostics.Mode.At(SourceLocation.None,
                $"GrifErrataMode is `{Mode}`. Set it to Update or Verify, or leave it out."));
            return false;
        }

        if (Offline.Length > 0 && !Offline.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            DiagnosticLog.Write(Log, BuildDiagnostics.Offline.At(SourceLocation.None,
                $"GrifErrataOffline is `{Offline}`, but a build never fetches anything. Leave the property out and run grif-errata fetch before the build."));
            return false;
        }

        if (!BuildDay.TryRead(Today, Log, out DateOnly? today)) return false;
        DiagnosticBag diagnostics = [];
        try
        {
            Files = [.. ErrataGenerator.Run(Request(mode, today), diagnostics, new BuildLogger(Log), _cancellation.Token).Outputs];
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            Log.LogMessage(MessageImportance.Normal, "GrifErrata: cancelled, nothing was written.");
            return false;
        }
        finally
        {
            foreach (Diagnostic diagnostic in diagnostics) DiagnosticLog.Write(Log, diagnostic);
        }

        Warned = diagnostics.Any(d => d.Severity == DiagnosticSeverity.Warning);
        return !Log.HasLoggedErrors;
    }

    /// <summary>Stops before the next file is written.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    private GenerationMode? ReadMode()
    {
        if (Accept) return GenerationMode.Accept;
        if (Mode.Equals(nameof(GenerationMode.Update), StringComparison.OrdinalIgnoreCase)) return GenerationMode.Update;
        return Mode.Equals(nameof(GenerationMode.Verify), StringComparison.OrdinalIgnoreCase) ? GenerationMode.Verify : null;
    }

    private GenerationRequest Request(GenerationMode mode, DateOnly? today) => new(InputDirectory, OutputDirectory, mode)
    {
        Today = today,
        TemplateDirectory = TemplateDirectory.Length == 0 ? null : TemplateDirectory,
        Profiles = Profiles.Length == 0 ? null : Profiles,
        MonitorFile = MonitorFile.Length == 0 ? null : MonitorFile,
        ReceivedDirectory = ReceivedDirectory.Length == 0 ? null : ReceivedDirectory,
        AcceptReleased = AcceptReleased,
    };
}
