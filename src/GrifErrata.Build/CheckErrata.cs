using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using Microsoft.Build.Framework;

namespace GrifErrata.Build;

/// <summary>Checks drafts, and what the federation gives to machines, against profiles of machines; writes nothing.</summary>
public sealed class CheckErrata : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Folder of the maintainer's files, a full path.</summary>
    [Required]
    public string InputDirectory { get; set; } = string.Empty;

    /// <summary>Folder of compiled profiles or package lists, or one such file, a full path; an empty one is error GE1868.</summary>
    public string Profiles { get; set; } = string.Empty;

    /// <summary>The day for which sites that lag behind are counted, <c>2010-12-31</c>; empty for today, UTC.</summary>
    public string Today { get; set; } = string.Empty;

    /// <summary>Whether there was a warning: a build that skips the next run would lose it.</summary>
    [Output]
    public bool Warned { get; private set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (Profiles.Length == 0)
        {
            DiagnosticLog.Write(Log, BuildDiagnostics.NoProfiles.At(SourceLocation.None,
                "GrifErrataCheck is true, and no profiles are named. Set GrifErrataProfilesDir to the folder of the machines' profiles, or leave GrifErrataCheck out."));
            return false;
        }

        if (!BuildDay.TryRead(Today, Log, out DateOnly? today)) return false;
        DiagnosticBag diagnostics = [];
        try
        {
            ProfileCheck.Run(InputDirectory, Profiles, today ?? DateOnly.FromDateTime(DateTime.UtcNow), diagnostics, new BuildLogger(Log), _cancellation.Token);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            Log.LogMessage(MessageImportance.Normal, "GrifErrata: cancelled, not everything was checked.");
            return false;
        }
        finally
        {
            foreach (Diagnostic diagnostic in diagnostics) DiagnosticLog.Write(Log, diagnostic);
        }

        Warned = diagnostics.Any(d => d.Severity == DiagnosticSeverity.Warning);
        return !Log.HasLoggedErrors;
    }

    /// <summary>Stops before the next machine.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();
}
