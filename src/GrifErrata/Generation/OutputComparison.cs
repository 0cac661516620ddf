using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Snapshots;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Holds what was made against what is on disk and does what the mode says.</summary>
internal static class OutputComparison
{
    private const string AcceptPan = "dotnet build -t:AcceptErrata -p:GrifErrataAcceptReleased=true, or grif-errata generate --accept --accept-released";

    public static GenerationResult Apply(GenerationRequest request, ImmutableArray<OutputFile> files, DiagnosticBag diagnostics)
    {
        OutputFolder folder = new(request.OutputDirectory);
        List<OutputFile> writes = [], received = [];
        try
        {
            foreach (OutputFile file in files)
            {
                string? there = folder.Read(file.RelativePath);
                if (there == file.Text) continue;
                if (Report(request, folder, file, there) is { } diagnostic)
                {
                    diagnostics.Add(diagnostic);
                    received.Add(file);
                }
                else
                {
                    writes.Add(file);
                }
            }

            IReadOnlyList<string> orphans = Orphans(request, folder, files);
            ReportOrphans(request, folder, orphans, files, diagnostics);
            WriteReceived(request, received, diagnostics);
            if (diagnostics.HasErrors) return new([.. files.Select(f => folder.FullPath(f.RelativePath))], [], []);
            if (!folder.Write([.. writes.Select(w => (w.RelativePath, w.Text))], diagnostics)) return GenerationResult.Nothing;
            foreach (string orphan in orphans) File.Delete(folder.FullPath(orphan));
            return new(
                [.. files.Select(f => folder.FullPath(f.RelativePath))],
                [.. writes.Select(w => folder.FullPath(w.RelativePath))],
                [.. orphans.Select(folder.FullPath)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(GenerationDiagnostics.CannotWrite, new(request.OutputDirectory),
                $"{e.Message.TrimEnd('.')}. Check the output folder's permissions.");
            return GenerationResult.Nothing;
        }
    }

    /// <summary>The error for a file that differs, or null if it is to be written.</summary>
    private static Diagnostic? Report(GenerationRequest request, OutputFolder folder, OutputFile file, string? there)
    {
        string path = folder.FullPath(file.RelativePath);
        if (there is not null && GeneratedMark.IsNeeded(file.RelativePath) && !GeneratedMark.IsIn(there))
        {
            // A person's work is in no other place, whatever was asked for.
            if (!FixFile.IsFix(file.RelativePath))
            {
                return GenerationDiagnostics.FeatureByHand.At(new(path),
                    "The file was written by hand, and the build makes one of the same name. Move it to a folder of your own that comes earlier in panc's load path, or delete it; "
                    + $"a template of your own for it must write the words `{GeneratedMark.Words}` in a comment of its first lines.");
            }

            return GenerationDiagnostics.FixByHand.At(new(path),
                $"The file was written by hand, and now the version has a fix that is generated. Move what it does under `fix` of {file.Definition!.Location.File} and delete it; "
                + $"a template of your own for fixes must write the words `{GeneratedMark.Words}` in a comment of its first lines.");
        }

        if (FixFile.IsFix(file.RelativePath))
        {
            // Machines would get what the release did not have. Where all files of the version are missing they are made anew.
            if (there is null && file.IsFinal && folder.Read(FixFile.ManifestOf(file.RelativePath)) is not null) there = string.Empty;
        }

        if (there is null)
        {
            return request.Mode != GenerationMode.Verify ? null : GenerationDiagnostics.Missing.At(new(path),
                "The file is missing. Build once without ContinuousIntegrationBuild (or run grif-errata generate) and commit it.");
        }

        SnapshotDifference difference = SnapshotComparison.Compare(there, file.Text)!;
        SourceLocation location = new(path, difference.Line, difference.Column);
        if (file.IsFinal && file.Definition is { } definition)
        {
            // A new release of this tool may word change logs better; what machines are configured from needs more than one word.
            bool accepted = request.Mode == GenerationMode.Accept && (request.AcceptReleased || !file.IsPan);
            string accept = file.IsPan
                ? AcceptPan
                : "dotnet build -t:AcceptErrata, or grif-errata generate --accept";
            return accepted ? null : GenerationDiagnostics.ReleasedDiffers.At(location,
                $"Update version {definition.Version} is {Word(definition.State)} and never changes, but its inputs now give something else: {difference}. "
                + $"Undo the change to the inputs or to this file. If it must be rewritten all the same: {accept}"
                + ReceivedHint(request, file));
        }

        return request.Mode != GenerationMode.Verify ? null : GenerationDiagnostics.Differs.At(location,
            $"The file is not what its inputs give: {difference}. Build without ContinuousIntegrationBuild (or run grif-errata generate), review and commit"
            + ReceivedHint(request, file));
    }

    private static string ReceivedHint(GenerationRequest request, OutputFile file) => request.ReceivedDirectory is not { } directory
        ? string.Empty
        : $". What the inputs give is in {new OutputFolder(directory).FullPath(SnapshotComparison.ReceivedName(file.RelativePath))}";

    private static IReadOnlyList<string> Orphans(GenerationRequest request, OutputFolder folder, ImmutableArray<OutputFile> files)
    {
        // With a filter, what is not made may still have its definition; not what is made with another extension.
        HashSet<string> made = [.. files.Select(f => f.RelativePath)];
        bool isWhole = request.Version is null && request.Os is null;
        return
        [
            .. folder.GeneratedNames().Where(name => !made.Contains(name) && (isWhole || made.Contains(OtherExtension(name)))
                && (!GeneratedMark.IsNeeded(name) || GeneratedMark.IsIn(folder.Read(name) ?? string.Empty))),
        ];
    }

    private static void ReportOrphans(
        GenerationRequest request, OutputFolder folder, IReadOnlyList<string> orphans, ImmutableArray<OutputFile> files, DiagnosticBag diagnostics)
    {
        foreach (string orphan in orphans)
        {
            SourceLocation location = new(folder.FullPath(orphan));
            if (FixFile.IsFix(orphan) && files.FirstOrDefault(f => f.RelativePath == FixFile.ManifestOf(orphan)) is { IsFinal: true, Definition: { } definition })
            {
                // Machines would lose what the release gave them.
                if (request is { Mode: GenerationMode.Accept, AcceptReleased: true }) continue;
                diagnostics.Add(GenerationDiagnostics.ReleasedDiffers, location,
                    $"Update version {definition.Version} is {Word(definition.State)} and never changes, but by its inputs it needs no fix any more. "
                    + $"Undo the change to the inputs. If the file must go all the same: {AcceptPan}.");
            }
            else if (files.FirstOrDefault(f => f.RelativePath == OtherExtension(orphan)) is { } made)
            {
                ReportReplaced(request, location, made, diagnostics);
            }
            else if (request.Mode != GenerationMode.Accept)
            {
                // Hosts are bound to a feature in the broker, which the build cannot see.
                string what = ErrataFeatureRenderer.VersionOf(orphan) is { } version
                    ? $"No OS has update version {version} any more, or federation.yaml no longer has `aquilon: true`. Hosts whose personality binds the feature do not compile "
                        + "without this file: bind another version first, then delete the file "
                    : "No update definition makes this file. Restore the definition under updates/, or delete the file ";
                diagnostics.Add(GenerationDiagnostics.Orphan, location, what + "(dotnet build -t:AcceptErrata deletes all such files).");
            }
        }
    }

    // What machines have changes with the extension: where both files are there, panc takes the .pan without a word.
    private static void ReportReplaced(GenerationRequest request, SourceLocation location, OutputFile made, DiagnosticBag diagnostics)
    {
        string name = Path.GetFileName(made.RelativePath);
        if (made is { IsFinal: true, Definition: { } definition })
        {
            if (request is { Mode: GenerationMode.Accept, AcceptReleased: true }) return;
            diagnostics.Add(GenerationDiagnostics.ReleasedDiffers, location,
                $"Update version {definition.Version} is {Word(definition.State)} and never changes, but os.yaml's `pan` makes {name} in the place of this file now. "
                + $"Undo the change. If the file must be replaced all the same: {AcceptPan}.");
        }
        else if (request.Mode != GenerationMode.Accept)
        {
            diagnostics.Add(GenerationDiagnostics.Orphan, location,
                $"{name} is made in the place of this file now, by `pan: extension` of os.yaml. Delete this one, because panc takes the `.pan` where both are there "
                + "(dotnet build -t:AcceptErrata deletes all such files).");
        }
    }

    private static string OtherExtension(string name) => Path.ChangeExtension(name, name.EndsWith(".tpl", StringComparison.Ordinal) ? ".pan" : ".tpl");

    private static void WriteReceived(GenerationRequest request, List<OutputFile> received, DiagnosticBag diagnostics)
    {
        if (request.ReceivedDirectory is not { } directory) return;

        // What an earlier run left would be taken for the difference of this one. Nothing else in the folder is ours.
        if (Directory.Exists(directory))
        {
            foreach (string old in Directory.EnumerateFiles(directory, "*.received.*", SearchOption.AllDirectories)) File.Delete(old);
        }

        if (received.Count == 0) return;
        new OutputFolder(directory).Write(
            [.. received.Select(f => (SnapshotComparison.ReceivedName(f.RelativePath), f.Text))], diagnostics);
    }

    private static string Word(UpdateState state) => state == UpdateState.Withdrawn ? "withdrawn" : "released";
}
