using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Reads the sizes of a few packages from an OS's repodata. The table of dependencies does without them: 40,000 sizes would be read for a dozen.</summary>
internal static class OsPackageSizes
{
    /// <summary>Sizes in bytes by NEVRA; without those that no repodata say. What is wrong with a source was told when its dependencies were read.</summary>
    public static IReadOnlyDictionary<string, long> Read(string osDirectory, OsDefinition os, IReadOnlyCollection<Nevra> packages, CancellationToken cancellationToken)
    {
        HashSet<string> wanted = [.. packages.Select(p => p.ToString())];
        Dictionary<string, long> sizes = new(StringComparer.Ordinal);
        PrimaryReader reader = new() { WithSizes = true };
        foreach (string path in SourceFiles.Find(osDirectory, [.. os.Errata, .. os.Base, .. os.Other], [], cancellationToken).Where(p => PackageSources.HasDependencies(p, cancellationToken)))
        {
            if (File.Exists(path) && !path.EndsWith("repomd.xml", StringComparison.Ordinal))
            {
                InputFile.Read(path, InputLimits.Default, null, [], (content, found) =>
                {
                    Add(content, path, found);
                    return path;
                });
            }
            else new RepodataReader().ReadPrimary(path, Add, []);
        }

        return sizes;

        void Add(Stream content, string file, DiagnosticBag found)
        {
            foreach (Package package in reader.Read(content, file, found, cancellationToken))
            {
                if (package.Size is { } size && wanted.Contains(package.Nevra.ToString())) sizes.TryAdd(package.Nevra.ToString(), size);
            }
        }
    }
}
