using System.Buffers.Text;
using System.Runtime.CompilerServices;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Dependencies;

/// <summary>Adds what stands in the <c>&lt;format&gt;</c> of a primary.xml's packages to a table: what they provide, require, conflict with and obsolete, and their files.</summary>
internal sealed class FormatDependencies(PackageTableBuilder table)
{
    private readonly DependencyTable _dependencies = table.Dependencies;
    private readonly SymbolTable _symbols = table.Dependencies.Symbols;

    /// <summary>Reads the element that just started to its end.</summary>
    /// <param name="xml">Stands at a child of <c>&lt;format&gt;</c>.</param>
    /// <param name="package">Number of the package.</param>
    /// <returns>False, and nothing is read, where the table has no use for the element.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(XmlTokenizer xml, int package)
    {
        ReadOnlySpan<byte> element = xml.Name;
        if (element.SequenceEqual("file"u8))
        {
            ReadOnlySpan<byte> path = xml.ReadText();
            if (path.Length > 0) table.Files.Add(package, _symbols.Add(path));
        }
        else if (element.SequenceEqual("rpm:requires"u8)) ReadEntries(xml, package, table.Requires, isRequires: true);
        else if (element.SequenceEqual("rpm:provides"u8)) ReadEntries(xml, package, table.Provides, isRequires: false);
        else if (element.SequenceEqual("rpm:conflicts"u8)) ReadEntries(xml, package, table.Conflicts, isRequires: false);
        else if (element.SequenceEqual("rpm:obsoletes"u8)) ReadEntries(xml, package, table.Obsoletes, isRequires: false);
        else if (element.SequenceEqual("rpm:sourcerpm"u8)) AddSource(package, xml.ReadText());
        else return false;
        return true;
    }

    /// <summary>Adds the file name of the source package.</summary>
    public void AddSource(int package, ReadOnlySpan<byte> file)
    {
        if (file.Length > 0) table.Sources[package] = _symbols.Add(SourceName.Of(file));
    }

    /// <summary>An epoch, 0 where it is left out; -1 where the text is none.</summary>
    public static int Epoch(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? 0 : Utf8Parser.TryParse(text, out int epoch, out int read) && read == text.Length && epoch >= 0 ? epoch : -1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadEntries(XmlTokenizer xml, int package, PackageLists list, bool isRequires)
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (!xml.NameIs("rpm:entry"u8))
            {
                xml.Skip();
                continue;
            }

            (int name, Comparison comparison, int epoch, int version, int release) = (-1, Comparison.None, 0, -1, -1);
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                ReadOnlySpan<byte> key = xml.AttributeName(i);
                if (key.SequenceEqual("name"u8)) name = NameOf(xml.AttributeValue(i), isRequires);
                else if (key.SequenceEqual("flags"u8)) comparison = Flags(xml.AttributeValue(i));
                else if (key.SequenceEqual("epoch"u8)) epoch = Epoch(xml.AttributeValue(i));
                else if (key.SequenceEqual("ver"u8)) version = _symbols.Add(xml.AttributeValue(i));
                else if (key.SequenceEqual("rel"u8)) release = _symbols.Add(xml.AttributeValue(i));
            }

            xml.Skip();
            if (name < 0) continue;
            if (version < 0) comparison = Comparison.None;
            list.Add(package, _dependencies.Add(name, comparison, comparison == Comparison.None ? -1 : _dependencies.AddVersion(Math.Max(epoch, 0), version, release)));
        }
    }

    // rpmlib(...) is a feature of rpm itself, never of a package.
    private int NameOf(ReadOnlySpan<byte> name, bool isRequires) => name.IsEmpty || (isRequires && name.StartsWith("rpmlib("u8)) ? -1 : _symbols.Add(name);

    private static Comparison Flags(ReadOnlySpan<byte> flags) => flags switch
    {
        _ when flags.SequenceEqual("EQ"u8) => Comparison.Equal,
        _ when flags.SequenceEqual("GE"u8) => Comparison.Greater | Comparison.Equal,
        _ when flags.SequenceEqual("LE"u8) => Comparison.Less | Comparison.Equal,
        _ when flags.SequenceEqual("LT"u8) => Comparison.Less,
        _ when flags.SequenceEqual("GT"u8) => Comparison.Greater,
        _ => Comparison.None,
    };
}
