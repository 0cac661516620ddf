using System.Buffers.Text;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;
using GrifErrata.Xml;

namespace GrifErrata.Dependencies;

/// <summary>Reads from a filelists.xml the files that somebody wants, and no others: what is kept is bounded by the requirements, not by the file.</summary>
internal static class FileListsDependencyReader
{
    /// <summary>Adds the wanted files of a repository's packages to a table.</summary>
    /// <param name="content">Decompressed content.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="table">Holds the packages of the repository's primary.xml.</param>
    /// <param name="repository">The repository's number; packages that the table has from another one are passed over.</param>
    /// <param name="wanted">The files.</param>
    /// <param name="diagnostics">Takes errors, after which the table must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static void Read(
        Stream content, string file, PackageTableBuilder table, int repository, WantedFiles wanted, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics);
            new Pass(xml, table, repository, wanted).Read(diagnostics, cancellationToken);
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
        }
    }

    private sealed class Pass(XmlTokenizer xml, PackageTableBuilder table, int repository, WantedFiles wanted)
    {
        private readonly Dictionary<UInt128, int> _byId = table.IdsOf(repository);
        private readonly SymbolTable _symbols = table.Dependencies.Symbols;
        private readonly List<int> _found = [];

        public void Read(DiagnosticBag diagnostics, CancellationToken cancellationToken)
        {
            xml.Read();
            if (!xml.NameIs("filelists"u8))
            {
                diagnostics.Add(RepodataDiagnostics.WrongPrimaryRoot, xml.Location, "The root element is not <filelists>, so this is no filelists.xml. Check that it is the right file.");
                return;
            }

            while (xml.NextChild(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (xml.NameIs("package"u8)) ReadPackage();
                else xml.Skip();
            }

            while (xml.Read() != XmlToken.End)
            {
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void ReadPackage()
        {
            (UInt128 id, int name, int arch, int epoch, int version, int release) = (0, -1, -1, 0, -1, -1);
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                ReadOnlySpan<byte> key = xml.AttributeName(i);
                if (key.SequenceEqual("pkgid"u8)) id = PackageId.Of(xml.AttributeValue(i));
                else if (key.SequenceEqual("name"u8)) name = _symbols.Find(xml.AttributeValue(i));
                else if (key.SequenceEqual("arch"u8)) arch = _symbols.Find(xml.AttributeValue(i));
            }

            _found.Clear();
            int depth = xml.Depth;
            while (xml.NextChild(depth))
            {
                if (xml.NameIs("file"u8))
                {
                    if (wanted.Find(xml.ReadText()) is >= 0 and int path) _found.Add(path);
                    continue;
                }

                if (xml.NameIs("version"u8))
                {
                    for (int i = 0; i < xml.AttributeCount; i++)
                    {
                        ReadOnlySpan<byte> key = xml.AttributeName(i);
                        if (key.SequenceEqual("ver"u8)) version = _symbols.Find(xml.AttributeValue(i));
                        else if (key.SequenceEqual("rel"u8)) release = _symbols.Find(xml.AttributeValue(i));
                        else if (key.SequenceEqual("epoch"u8) && !Utf8Parser.TryParse(xml.AttributeValue(i), out epoch, out _)) epoch = 0;
                    }
                }

                xml.Skip();
            }

            if (_found.Count == 0) return;

            // Metadata that was put together by hand may lack the pkgid, or have another kind of checksum in it.
            if (id == 0 || !_byId.TryGetValue(id, out int package)) package = table.Find(name, epoch, version, release, arch);
            if (package < 0 || table.Repositories[package] != repository) return;
            foreach (int path in _found) table.Files.Add(package, path);
        }
    }
}
