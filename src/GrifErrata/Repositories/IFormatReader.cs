using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Repositories;

/// <summary>Reads of a primary.xml what a <see cref="PrimaryReader"/> has no use for, in the same pass: who needs both reads the document once.</summary>
internal interface IFormatReader
{
    /// <summary>A package starts; called before what stands in its <c>&lt;format&gt;</c>, and only for what rpm can name.</summary>
    void Start(Nevra nevra, DateTimeOffset? built);

    /// <summary>Offers a child of <c>&lt;format&gt;</c>.</summary>
    /// <param name="xml">Stands at its start.</param>
    /// <returns>True where it was read to its end, false where nothing of it was.</returns>
    bool TryRead(XmlTokenizer xml);

    /// <summary>The file name of the source package, which the other reads.</summary>
    void AddSource(ReadOnlySpan<byte> file);

    /// <summary>The package ends.</summary>
    /// <param name="id">The checksum by which other files of the repository name it; empty where it has none.</param>
    void End(ReadOnlySpan<byte> id);
}
