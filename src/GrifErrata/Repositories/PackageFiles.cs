using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>The files of one package.</summary>
/// <param name="Nevra">The package.</param>
/// <param name="Paths">Paths of its files and folders, as filelists.xml has them.</param>
public sealed record PackageFiles(Nevra Nevra, ImmutableArray<string> Paths);
