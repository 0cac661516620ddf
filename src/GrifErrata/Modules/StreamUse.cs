using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Modules;

/// <summary>
/// Which module streams a machine uses: those that somebody names, or, where nobody does, those from which packages are installed; the
/// default stream of each module that has none of these. Of a stream with several contexts the one of the newest build counts, unless one is named.
/// </summary>
internal sealed class StreamUse
{
    private readonly ModuleMetadata _modules;
    private readonly ILookup<string, Module> _byName;
    private readonly Dictionary<Nevra, List<ModuleStream>> _byArtifact = [];
    private readonly Dictionary<(string Name, string Stream), ModuleStream> _newest = [];

    public StreamUse(ModuleMetadata modules)
    {
        _modules = modules;
        _byName = modules.Modules.ToLookup(m => m.Stream.Name, StringComparer.Ordinal);
        foreach (Module module in modules.Modules)
        {
            foreach (Nevra artifact in module.Artifacts)
            {
                if (!_byArtifact.TryGetValue(artifact, out List<ModuleStream>? streams)) _byArtifact.Add(artifact, streams = []);
                if (!streams.Contains(module.Stream)) streams.Add(module.Stream);
            }

            (string, string) key = (module.Stream.Name, module.Stream.Stream);
            if (!_newest.TryGetValue(key, out ModuleStream? newest) || CompareVersions(module.Stream.Version, newest.Version) > 0) _newest[key] = module.Stream;
        }
    }

    /// <summary>The streams of a machine.</summary>
    /// <param name="named">The enabled streams, <c>name:stream</c> or <c>name:stream:context</c>; null where they are not known.</param>
    /// <param name="installed">What is installed; epochs are known.</param>
    public HashSet<StreamBuild> Of(ImmutableArray<string>? named, IEnumerable<Nevra> installed)
    {
        ILookup<string, string[]> enabled = (named ?? []).Select(s => s.Split(':')).Where(p => p.Length is 2 or 3).ToLookup(p => p[0], StringComparer.Ordinal);
        ILookup<string, ModuleStream> used = (named is null ? installed : []).SelectMany(n => StreamsOf(n)).ToLookup(s => s.Name, StringComparer.Ordinal);
        HashSet<StreamBuild> active = [];
        foreach (string module in _byName.Select(m => m.Key))
        {
            if (enabled.Contains(module))
            {
                foreach (string[] parts in enabled[module])
                {
                    if (parts.Length == 3) active.Add(new(module, parts[1], parts[2]));
                    else AddNewest(module, parts[1]);
                }
            }
            else if (used.Contains(module)) active.UnionWith(used[module].Select(StreamBuild.Of));
            else if (_modules.Defaults.LastOrDefault(d => d.Name == module)?.Stream is { } standard) AddNewest(module, standard);
        }

        return active;

        void AddNewest(string module, string stream)
        {
            if (_newest.TryGetValue((module, stream), out ModuleStream? newest)) active.Add(StreamBuild.Of(newest));
        }
    }

    /// <summary>Those of the named streams that no repository has.</summary>
    public static IEnumerable<string> Unknown(ImmutableArray<string>? named, IReadOnlySet<StreamBuild> active) =>
        (named ?? []).Where(s => !active.Any(a => s == $"{a.Name}:{a.Stream}" || s == $"{a.Name}:{a.Stream}:{a.Context}"));

    /// <summary>The streams that have a package.</summary>
    public IReadOnlyList<ModuleStream> StreamsOf(Nevra nevra) => _byArtifact.TryGetValue(nevra, out List<ModuleStream>? streams) ? streams : [];

    // A version is a number in text: the longer one is the higher.
    private static int CompareVersions(string left, string right)
    {
        (string l, string r) = (left.TrimStart('0'), right.TrimStart('0'));
        return l.Length != r.Length ? l.Length.CompareTo(r.Length) : string.CompareOrdinal(l, r);
    }
}
