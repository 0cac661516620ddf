namespace GrifErrata.Dependencies;

/// <summary>One list a package while a table is built.</summary>
internal sealed class PackageLists
{
    private readonly List<int> _packages = [];
    private readonly List<int> _items = [];

    /// <summary>Adds a number to a package's list.</summary>
    public void Add(int package, int item)
    {
        _packages.Add(package);
        _items.Add(item);
    }

    /// <summary>The lists of all packages.</summary>
    public Csr ToCsr(int packages) => Csr.OfPairs(packages, _packages, _items);
}
