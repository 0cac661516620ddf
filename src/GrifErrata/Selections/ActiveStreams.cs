using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Rpm;

namespace GrifErrata.Selections;

/// <summary>
/// Which module streams a machine uses: those that the request names, or, where it does not say, those from which packages are installed; the
/// default stream of each module that has none of these. Of a stream with several contexts the one of the newest build counts, unless the request names one.
/// </summary>
internal sealed class ActiveStreams
{
    private readonly HashSet<(string Name, string Stream, string Context)> _active = [];
    private readonly HashSet<Nevra> _ofActive = [];
    private readonly HashSet<Nevra> _ofOthers = [];
    private readonly HashSet<string> _namesOfActive = new(StringComparer.Ordinal);

    public ActiveStreams(SelectionRequest request, ModuleMetadata modules, IReadOnlyCollection<Nevra> installed, DiagnosticBag diagnostics)
    {
        HashSet<Nevra> there = [.. installed];
        ImmutableArray<string> named = request.Streams ?? [];
        if (request.Streams is not null) there.Clear();
        ILookup<string, string[]> enabled = named.Select(s => s.Split(':')).ToLookup(p => p[0], StringComparer.Ordinal);
        foreach (IGrouping<string, Module> module in modules.Modules.GroupBy(m => m.Stream.Name, StringComparer.Ordinal))
            _active.UnionWith(Of([.. module], enabled[module.Key], modules, there));
        foreach (string stream in named.Where(s => !_active.Any(a => s == $"{a.Name}:{a.Stream}" || s == $"{a.Name}:{a.Stream}:{a.Context}")))
            diagnostics.Add(SelectionDiagnostics.UnknownStream, request.Origin, $"No source has the module stream {stream}. Write name:stream as modules.yaml has it, or give the repository that has it.");

        foreach (Module module in modules.Modules)
        {
            if (!IsActive(module.Stream))
            {
                _ofOthers.UnionWith(module.Artifacts);
                continue;
            }

            _ofActive.UnionWith(module.Artifacts);
            _namesOfActive.UnionWith(module.Artifacts.Where(a => a.Arch is not (Architectures.Source or Architectures.SourceWithoutSources)).Select(a => a.Name));
        }
    }

    /// <summary>Whether a stream is active by name, stream and context; version and architecture do not matter (libdnf sack/advisorymodule.cpp).</summary>
    public bool IsActive(ModuleStream stream) => _active.Contains((stream.Name, stream.Stream, stream.Context));

    /// <summary>
    /// Whether a package of a repository may be installed: one of an active stream, or one outside modules whose name no active stream has
    /// (libdnf dnf-sack.cpp, dnf_sack_filter_modules).
    /// </summary>
    public bool Allows(Nevra nevra) => _ofActive.Contains(nevra) || (!_ofOthers.Contains(nevra) && !_namesOfActive.Contains(nevra.Name));

    private static IEnumerable<(string Name, string Stream, string Context)> Of(
        List<Module> builds, IEnumerable<string[]> enabled, ModuleMetadata modules, HashSet<Nevra> installed)
    {
        string name = builds[0].Stream.Name;
        List<string[]> named = [.. enabled.Where(p => p.Length is 2 or 3)];
        foreach (string[] parts in named.Where(p => p.Length == 3)) yield return (name, parts[1], parts[2]);
        HashSet<string> streams = [.. named.Where(p => p.Length == 2).Select(p => p[1])];
        if (named.Count == 0)
        {
            List<ModuleStream> used = [.. builds.Where(b => b.Artifacts.Any(installed.Contains)).Select(b => b.Stream).Distinct()];
            foreach (ModuleStream stream in used) yield return (name, stream.Stream, stream.Context);
            if (used.Count == 0 && modules.Defaults.LastOrDefault(d => d.Name == name)?.Stream is { } standard) streams.Add(standard);
        }

        foreach (string stream in streams)
        {
            // Version is a number in text: the longer one is the higher.
            Module? newest = builds.Where(b => b.Stream.Stream == stream)
                .MaxBy(b => (b.Stream.Version.TrimStart('0').Length, b.Stream.Version.TrimStart('0')), Comparer<(int, string)>.Create(
                    (x, y) => x.Item1 != y.Item1 ? x.Item1.CompareTo(y.Item1) : string.CompareOrdinal(x.Item2, y.Item2)));
            if (newest is not null) yield return (name, stream, newest.Stream.Context);
        }
    }
}
