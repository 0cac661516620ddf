namespace GrifErrata.RepositorySnapshots;

/// <summary>The checksums by which a repository's files name its packages, each as often as it is meant.</summary>
internal sealed class PackageIds
{
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>How many were added.</summary>
    public int Count { get; private set; }

    /// <summary>How many were not taken again.</summary>
    public int Left { get; private set; }

    /// <summary>One that was not taken, or null.</summary>
    public string? FirstLeft => _open.FirstOrDefault(o => o.Value > 0).Key;

    /// <summary>Adds one.</summary>
    public void Add(string id)
    {
        _open[id] = _open.GetValueOrDefault(id) + 1;
        Count++;
        Left++;
    }

    /// <summary>Takes one; false where it was not added, or all of it was taken.</summary>
    public bool Take(string id)
    {
        if (!_open.TryGetValue(id, out int count) || count == 0) return false;
        _open[id] = count - 1;
        Left--;
        return true;
    }
}
