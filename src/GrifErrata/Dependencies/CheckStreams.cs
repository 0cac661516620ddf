using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Modules;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Tells of each machine which module streams it uses; machines with the same ones share what follows from them.</summary>
internal sealed class CheckStreams
{
    private readonly PackageTable _table;
    private readonly CheckOptions _options;
    private readonly ModuleMetadata _modules;
    private readonly StreamUse _use;
    private readonly Dictionary<string, MachineStreams> _known = new(StringComparer.Ordinal);
    private ILookup<string, string>? _modulesByPackage;

    private CheckStreams(PackageTable table, CheckOptions options)
    {
        (_table, _options) = (table, options);
        _modules = table.Modules.ToMetadata(table.Dependencies);
        _use = new(_modules);
    }

    /// <summary>Those of a table, or null where no repository has modules and nobody names a stream.</summary>
    public static CheckStreams? Of(PackageTable table, CheckOptions options) => table.Modules.IsEmpty && options.Streams is not { IsEmpty: false } ? null : new(table, options);

    /// <summary>Those of a machine.</summary>
    public MachineStreams Of(InstalledPackages installed)
    {
        List<Nevra> there = [.. installed.All.Select(installed.Nevra)];
        HashSet<StreamBuild> active = _use.Of(_options.Streams, there);
        List<CheckWarning> warnings = [];
        foreach (string stream in StreamUse.Unknown(_options.Streams, active))
        {
            warnings.Add(new(DependencyDiagnostics.UnknownStream.Code, null,
                $"no repository has the module stream {stream}; write name:stream as modules.yaml has it, or give the repository that has it"));
        }

        if (_options.Streams is null) AddUndecided(there, active, warnings);
        string key = string.Join('\n', active.Select(a => $"{a.Name}:{a.Stream}:{a.Context}").Order(StringComparer.Ordinal));
        if (!_known.TryGetValue(key, out MachineStreams? streams)) _known.Add(key, streams = new(key, _table, new(_modules, active), _options.Hotfixes));
        return streams with { Warnings = [.. warnings] };
    }

    // A machine whose modular package is in no build that is known any more: any stream of its module may be the one in use.
    private void AddUndecided(List<Nevra> there, HashSet<StreamBuild> active, List<CheckWarning> warnings)
    {
        List<Nevra> unknown = [.. there.Where(n => ModularPackages.SaysModular(n.Evr.Release) && _use.StreamsOf(n).Count == 0)];
        if (unknown.Count == 0) return;
        _modulesByPackage ??= _modules.Modules.SelectMany(m => m.Artifacts.Select(a => (a.Name, Module: m.Stream.Name))).Distinct().ToLookup(p => p.Name, p => p.Module, StringComparer.Ordinal);
        HashSet<string> shown = [.. there.SelectMany(n => _use.StreamsOf(n)).Select(s => s.Name)];
        foreach ((string module, Nevra nevra) in unknown.SelectMany(n => _modulesByPackage[n.Name].Select(m => (m, n))).Where(p => !shown.Contains(p.m)).DistinctBy(p => p.m))
        {
            active.UnionWith(_modules.Modules.Where(m => m.Stream.Name == module).Select(m => StreamBuild.Of(m.Stream)));
            warnings.Add(new(DependencyDiagnostics.UndecidedStream.Code, nevra,
                $"{nevra} is of no build that modules.yaml has, so which stream of {module} the machine uses is not known: all of them count; name it with --module {module}:STREAM"));
        }
    }
}
