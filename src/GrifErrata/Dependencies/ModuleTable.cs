using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Modules;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>The modules of repositories in the numbers of a <see cref="DependencyTable"/>, so that they are kept with it: modules.yaml is slow to read.</summary>
/// <param name="streams">Symbols of name, stream, version, context and architecture of each build.</param>
/// <param name="artifacts">Of each build name, version and architecture of its packages.</param>
/// <param name="defaults">Symbols of module and default stream, -1 where it has none.</param>
internal sealed class ModuleTable(int[] streams, Csr artifacts, int[] defaults)
{
    private const int StreamFields = 5;
    private const int ArtifactFields = 3;
    private const int DefaultFields = 2;

    /// <summary>Whether no repository has modules.</summary>
    public bool IsEmpty => streams.Length == 0 && defaults.Length == 0;

    /// <summary>The arrays, for the cache.</summary>
    public (int[] Streams, Csr Artifacts, int[] Defaults) Arrays => (streams, artifacts, defaults);

    /// <summary>The table of modules; gives numbers to what they name.</summary>
    public static ModuleTable Of(ModuleMetadata modules, DependencyTable dependencies)
    {
        SymbolTable symbols = dependencies.Symbols;
        List<int> streams = [], defaults = [], builds = [], artifacts = [];
        for (int build = 0; build < modules.Modules.Length; build++)
        {
            ModuleStream stream = modules.Modules[build].Stream;
            foreach (string text in (string[])[stream.Name, stream.Stream, stream.Version, stream.Context, stream.Arch]) streams.Add(symbols.Add(text));
            foreach (Nevra artifact in modules.Modules[build].Artifacts)
            {
                int version = dependencies.AddVersion(artifact.Evr.Epoch ?? 0, symbols.Add(artifact.Evr.Version), symbols.Add(artifact.Evr.Release));
                builds.AddRange(Enumerable.Repeat(build, ArtifactFields));
                artifacts.AddRange([symbols.Add(artifact.Name), version, symbols.Add(artifact.Arch)]);
            }
        }

        foreach (ModuleDefault one in modules.Defaults) defaults.AddRange([symbols.Add(one.Name), one.Stream is null ? -1 : symbols.Add(one.Stream)]);
        return new([.. streams], Csr.OfPairs(modules.Modules.Length, builds, artifacts), [.. defaults]);
    }

    /// <summary>The modules; where they stand in a file is not kept.</summary>
    public ModuleMetadata ToMetadata(DependencyTable dependencies)
    {
        SymbolTable symbols = dependencies.Symbols;
        ImmutableArray<Module>.Builder modules = ImmutableArray.CreateBuilder<Module>(streams.Length / StreamFields);
        for (int build = 0; build < streams.Length / StreamFields; build++)
        {
            ReadOnlySpan<int> fields = streams.AsSpan(StreamFields * build, StreamFields), items = artifacts[build];
            ImmutableArray<Nevra>.Builder nevras = ImmutableArray.CreateBuilder<Nevra>(items.Length / ArtifactFields);
            for (int i = 0; i < items.Length; i += ArtifactFields)
            {
                DependencyVersion version = dependencies.VersionOf(items[i + 1]);
                nevras.Add(new(symbols.Text(items[i]), new Evr(version.Epoch, version.Version, version.Release!), symbols.Text(items[i + 2])));
            }

            modules.Add(new(new(symbols.Text(fields[0]), symbols.Text(fields[1]), symbols.Text(fields[2]), symbols.Text(fields[3]), symbols.Text(fields[4])), nevras.MoveToImmutable(), default));
        }

        ImmutableArray<ModuleDefault>.Builder standard = ImmutableArray.CreateBuilder<ModuleDefault>(defaults.Length / DefaultFields);
        for (int i = 0; i < defaults.Length; i += DefaultFields) standard.Add(new(symbols.Text(defaults[i]), defaults[i + 1] < 0 ? null : symbols.Text(defaults[i + 1]), default));
        return new(modules.MoveToImmutable(), standard.MoveToImmutable());
    }
}
