using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Dependencies;

/// <summary>Adds the packages of a primary.xml to a table while a <see cref="PrimaryReader"/> reads it, as <see cref="PrimaryDependencyReader"/> does alone.</summary>
internal sealed class DependenciesBeside : IFormatReader
{
    private readonly PackageTableBuilder _table;
    private readonly FormatDependencies _format;

    // Of the current package; -1 where an earlier repository has it too.
    private int _package = -1;

    /// <param name="table">Takes the packages; after an error it must not be used.</param>
    public DependenciesBeside(PackageTableBuilder table)
    {
        (_table, _format) = (table, new(table));
        table.StartRepository();
    }

    /// <inheritdoc/>
    public void Start(Nevra nevra, DateTimeOffset? built)
    {
        SymbolTable symbols = _table.Dependencies.Symbols;
        bool isNew = _table.Start(symbols.Add(nevra.Name), nevra.Evr.Epoch ?? 0, symbols.Add(nevra.Evr.Version), symbols.Add(nevra.Evr.Release), symbols.Add(nevra.Arch), -1, built?.ToUnixTimeSeconds() ?? 0);
        _package = isNew ? _table.Names.Count - 1 : -1;
    }

    /// <inheritdoc/>
    public bool TryRead(XmlTokenizer xml) => _package >= 0 && _format.TryRead(xml, _package);

    /// <inheritdoc/>
    public void AddSource(ReadOnlySpan<byte> file)
    {
        if (_package >= 0) _format.AddSource(_package, file);
    }

    /// <inheritdoc/>
    public void End(ReadOnlySpan<byte> id)
    {
        if (_package >= 0) _table.Ids[_package] = PackageId.Of(id);
    }
}
