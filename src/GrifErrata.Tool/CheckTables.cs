using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tool;

/// <summary>The tables of a check's repositories, kept in a folder or not.</summary>
/// <param name="folder">The folder of everything that is kept; null to keep nothing.</param>
/// <param name="isNamed">Whether the user named the folder, and wants to know when nothing can be kept there.</param>
/// <param name="time">The clock.</param>
internal sealed class CheckTables(string? folder, bool isNamed, TimeProvider time)
{
    private readonly PackageTableCache? _cache = folder is null ? null : new(Path.Combine(folder, "tables"), time);

    public PackageTable Read(IReadOnlyCollection<string> repositories, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (_cache is null) return PackageTables.Read(repositories, diagnostics, cancellationToken);
        PackageTable table = _cache.Read(repositories, diagnostics, cancellationToken);
        if (isNamed && _cache.Failure is { } failure)
        {
            diagnostics.Add(DependencyDiagnostics.NotKept, new(folder!),
                $"The table of the repositories cannot be kept ({failure.Message}), so the next check reads them again. Name a folder that can be written to, or give --no-cache.");
        }

        return table;
    }
}
