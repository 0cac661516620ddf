using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Modules;

/// <summary>What a machine may take where certain module streams are active; see <see cref="StreamUse"/> for which are.</summary>
internal sealed class ActiveStreams
{
    private readonly IReadOnlySet<StreamBuild> _active;
    private readonly HashSet<Nevra> _ofActive = [];
    private readonly Dictionary<Nevra, ModuleStream> _ofOthers = [];
    private readonly Dictionary<string, ModuleStream> _namesOfActive = new(StringComparer.Ordinal);

    public ActiveStreams(ModuleMetadata modules, IReadOnlySet<StreamBuild> active)
    {
        _active = active;
        foreach (Module module in modules.Modules)
        {
            if (!IsActive(module.Stream))
            {
                foreach (Nevra artifact in module.Artifacts) _ofOthers.TryAdd(artifact, module.Stream);
                continue;
            }

            _ofActive.UnionWith(module.Artifacts);
            foreach (Nevra artifact in module.Artifacts.Where(a => a.Arch is not (Architectures.Source or Architectures.SourceWithoutSources)))
                _namesOfActive.TryAdd(artifact.Name, module.Stream);
        }
    }

    /// <summary>The names of the packages of active streams, each with a stream that has it.</summary>
    public IReadOnlyDictionary<string, ModuleStream> NamesOfActive => _namesOfActive;

    /// <summary>Whether a stream is active by name, stream and context; version and architecture do not matter (libdnf sack/advisorymodule.cpp).</summary>
    public bool IsActive(ModuleStream stream) => _active.Contains(StreamBuild.Of(stream));

    /// <summary>Whether a package is of an active stream.</summary>
    public bool Has(Nevra nevra) => _ofActive.Contains(nevra);

    /// <summary>The stream that is not active and has a package that no active one has; null for others.</summary>
    public ModuleStream? InactiveOf(Nevra nevra) => _ofActive.Contains(nevra) ? null : _ofOthers.GetValueOrDefault(nevra);

    /// <summary>
    /// Whether a package of a repository may be installed: one of an active stream, or one outside modules whose name no active stream has
    /// (libdnf dnf-sack.cpp, dnf_sack_filter_modules).
    /// </summary>
    public bool Allows(Nevra nevra) => _ofActive.Contains(nevra) || (!_ofOthers.ContainsKey(nevra) && !_namesOfActive.ContainsKey(nevra.Name));
}
