namespace GrifErrata.Dependencies;

/// <summary>The files that some package requires or conflicts with and that primary.xml does not list. All other files of filelists.xml play no part.</summary>
internal sealed class WantedFiles
{
    private readonly bool[] _isWanted;
    private readonly SymbolTable _symbols;

    public WantedFiles(PackageTableBuilder table)
    {
        DependencyTable dependencies = table.Dependencies;
        HashSet<int> wanted = [];
        for (int dependency = 0, plain = dependencies.Count; dependency < plain; dependency++)
        {
            if (dependencies.IsFile(dependency)) Add(dependency);
            else if (dependencies.IsRich(dependency) && dependencies.Rich(dependency) is { } rich)
            {
                foreach (int atom in rich.Atoms().Where(dependencies.IsFile)) Add(atom);
            }
        }

        void Add(int dependency)
        {
            int name = dependencies.Name(dependency);
            if (!PrimaryFiles.Lists(dependencies.Symbols.Utf8(name))) wanted.Add(name);
        }

        _symbols = dependencies.Symbols;
        _isWanted = new bool[_symbols.Count];
        foreach (int name in wanted) _isWanted[name] = true;
        Count = wanted.Count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The symbol of a path, or -1 where nobody wants it.</summary>
    public int Find(ReadOnlySpan<byte> path) => _symbols.Find(path) is >= 0 and int symbol && symbol < _isWanted.Length && _isWanted[symbol] ? symbol : -1;
}
