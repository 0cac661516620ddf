using System.Collections.Immutable;
using System.Diagnostics;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Pan;
using GrifErrata.Monitoring;
using GrifErrata.Profiles;
using GrifErrata.Updates;
using Microsoft.Extensions.Logging;

namespace GrifErrata.Generation;

/// <summary>The whole way from a maintainer's input folder to the files that sites use.</summary>
public static class ErrataGenerator
{
    /// <summary>Reads, plans, renders, and then writes or compares. After an error nothing is written but received files.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <param name="logger">Takes what was done.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    public static GenerationResult Run(
        GenerationRequest request, DiagnosticBag diagnostics, ILogger logger, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        ImmutableArray<OutputFile> files = Make(request, diagnostics, cancellationToken);
        if (diagnostics.HasErrors) return GenerationResult.Nothing;

        cancellationToken.ThrowIfCancellationRequested();
        GenerationResult result = OutputComparison.Apply(request, files, diagnostics);
        logger.LogInformation("{Count} files, {Written} written, {Deleted} deleted, in {Milliseconds} ms",
            result.Outputs.Length, result.Written.Length, result.Deleted.Length, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return result;
    }

    /// <summary>Reads, plans and renders; writes nothing.</summary>
    /// <returns>All files in ordinal order of their paths; after an error they must not be used.</returns>
    public static ImmutableArray<OutputFile> Make(
        GenerationRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        ImmutableArray<OsErrata> all = ErrataInput.Read(
            request.InputDirectory, request.Os, request.Today ?? DateOnly.FromDateTime(DateTime.UtcNow), diagnostics, cancellationToken);
        ErrataTemplates? templates = ErrataTemplates.Load(request.TemplateDirectory, diagnostics);
        if (templates is null || diagnostics.HasErrors) return [];

        ImmutableArray<OutputFile>.Builder files = ImmutableArray.CreateBuilder<OutputFile>();
        bool found = false;
        foreach (OsErrata errata in all)
        {
            ImmutableArray<UpdateVersion> versions = UpdatePlanner.Plan(errata, diagnostics, cancellationToken);
            if (diagnostics.HasErrors) continue;
            versions = [.. versions.Where(v => request.Version is null || v.Name == request.Version)];
            ImmutableArray<FixPlan> fixes = OsFixes.Plan(Path.Combine(request.InputDirectory, errata.Os.Name), errata, versions, diagnostics, cancellationToken);
            foreach ((UpdateVersion version, FixPlan fix) in versions.Zip(fixes))
            {
                cancellationToken.ThrowIfCancellationRequested();

                // A template that fails for one version fails for all.
                if (diagnostics.HasErrors) break;
                files.AddRange(UpdateRenderer.Render(version, fix, errata.Os, templates, diagnostics, cancellationToken));
                found = true;
            }
        }

        if (found && !diagnostics.HasErrors) files.AddRange(FunctionsRenderer.Render(Definitions(request, all), templates, diagnostics, cancellationToken));

        // With a filter what is made of the federation would lack the other OSes.
        if (request.Os is null && request.Version is null)
        {
            files.AddRange(MakeFederation(request, all, templates, diagnostics, cancellationToken));
            if (request.MonitorFile is { } monitor && MonitoredFleetReader.Read(monitor, diagnostics) is { } fleet)
                ForgottenHosts.Check(fleet, monitor, [.. all.Select(e => e.Os.Name)], diagnostics);
        }

        if (!found && request.Version is not null && !diagnostics.HasErrors)
        {
            diagnostics.Add(GenerationDiagnostics.NotFound, new(request.InputDirectory),
                $"No OS has an update version {request.Version}. The versions are the files updates/<yyyyMMdd>.yaml of an OS's folder.");
        }

        return [.. files.OrderBy(f => f.RelativePath, StringComparer.Ordinal)];
    }

    // What is made of all tables must not depend on the filter; what is wrong with an OS that was not asked for is not told.
    private static ImmutableArray<OsDefinition> Definitions(GenerationRequest request, ImmutableArray<OsErrata> read) => request.Os is null
        ? [.. read.Select(e => e.Os)]
        : [.. ErrataInput.ReadDefinitions(request.InputDirectory, os: null, []).Select(d => d.Definition)];

    private static IReadOnlyList<OutputFile> MakeFederation(
        GenerationRequest request, ImmutableArray<OsErrata> all, ErrataTemplates templates, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (ErrataInput.ReadFederation(request.InputDirectory, diagnostics) is not { } federation) return [];
        DateOnly today = request.Today ?? DateOnly.FromDateTime(DateTime.UtcNow);
        foreach (IGrouping<string, OsErrata> same in all.GroupBy(e => e.Os.NodeOsVersion, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            diagnostics.Add(FederationDiagnostics.Twice, same.Last().Os.Location,
                $"{string.Join(" and ", same.Select(e => e.Os.Name))} have one nodeOsVersion, {same.Key}, by which machines of a federation are told apart. Keep one.");
        }

        FederationCheck.Check(federation, all.ToDictionary(e => e.Os.Name, e => (IReadOnlyList<UpdateDefinition>)e.Updates, StringComparer.Ordinal), today, diagnostics);
        if (request.Profiles is { } profiles && !diagnostics.HasErrors)
        {
            ImmutableArray<Machine> machines = MachineFolder.Read(profiles, diagnostics, cancellationToken);
            if (!diagnostics.HasErrors) HostCoverage.Check(federation, machines, diagnostics);
        }

        if (diagnostics.HasErrors) return [];
        OsDefinition[] oses = [.. all.Select(e => e.Os)];
        IReadOnlyList<OutputFile> files = FederationRenderer.Render(federation, oses, today, templates, diagnostics, cancellationToken);
        return federation.HasFeatures
            ? [.. files, .. ErrataFeatureRenderer.Render(all, FederationRenderer.Extension(oses), templates, diagnostics, cancellationToken)]
            : files;
    }
}
