using System.Buffers.Text;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Dependencies;

/// <summary>Reads the packages of a primary.xml with what they provide, require, conflict with and obsolete, and the files that it lists.</summary>
public static class PrimaryDependencyReader
{
    /// <summary>Adds the packages of a document to a table.</summary>
    /// <param name="content">Decompressed content.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="table">Takes the packages; after an error it must not be used.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static void Read(Stream content, string file, PackageTableBuilder table, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics);
            new Pass(xml, table, diagnostics).Read(cancellationToken);
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
        }
    }

    private sealed class Pass(XmlTokenizer xml, PackageTableBuilder table, DiagnosticBag diagnostics)
    {
        private readonly FormatDependencies _format = new(table);
        private readonly SymbolTable _symbols = table.Dependencies.Symbols;
        private readonly Dictionary<int, bool> _names = [];
        private readonly Dictionary<int, bool> _versions = [];
        private readonly Dictionary<int, bool> _arches = [];
        private readonly int _empty = table.Dependencies.Symbols.Add([]);
        private int _package;

        public void Read(CancellationToken cancellationToken)
        {
            table.StartRepository();
            xml.Read();
            if (!xml.NameIs("metadata"u8))
            {
                diagnostics.Add(RepodataDiagnostics.WrongPrimaryRoot, xml.Location,
                    "The root element is not <metadata>, so this is no primary.xml. Check that it is the right file.");
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
            SourceLocation origin = xml.Location;
            (int name, int arch, int version, int release, int epoch, long built) = (_empty, _empty, _empty, _empty, 0, 0L);
            int depth = xml.Depth;
            bool started = false, refused = false;
            UInt128 id = 0;
            while (xml.NextChild(depth))
            {
                ReadOnlySpan<byte> element = xml.Name;
                if (element.SequenceEqual("name"u8)) name = _symbols.Add(xml.ReadText());
                else if (element.SequenceEqual("arch"u8)) arch = _symbols.Add(xml.ReadText());
                else if (element.SequenceEqual("version"u8))
                {
                    (epoch, version, release) = ReadVersion();
                    xml.Skip();
                }
                else if (element.SequenceEqual("checksum"u8)) id = PackageId.Of(xml.ReadText());
                else if (element.SequenceEqual("time"u8))
                {
                    built = ReadTime();
                    xml.Skip();
                }
                else if (element.SequenceEqual("format"u8) && !refused)
                {
                    // <format> is last in what createrepo writes; what comes before is known here.
                    started = IsRight(name, version, release, arch, epoch) && table.Start(name, epoch, version, release, arch, -1, built);
                    refused = !started;
                    _package = table.Names.Count - 1;
                    if (started) ReadFormat();
                    else xml.Skip();
                }
                else
                {
                    xml.Skip();
                }
            }

            if (!started && !refused && IsRight(name, version, release, arch, epoch)) started = table.Start(name, epoch, version, release, arch, -1, built);
            if (started) table.Ids[^1] = id;
            if (started || IsRight(name, version, release, arch, epoch)) return;
            diagnostics.Add(RepodataDiagnostics.RefusedPackage, origin,
                $"The package {UntrustedText.Quote(_symbols.Text(name))} {UntrustedText.Quote(_symbols.Text(version))}-{UntrustedText.Quote(_symbols.Text(release))} "
                + $"{UntrustedText.Quote(_symbols.Text(arch))} is not what rpm can name. It is left out; correct the repository.");
        }

        private bool IsRight(int name, int version, int release, int arch, int epoch) => epoch >= 0 && Is(_names, name, static t => RpmAlphabet.IsName(t))
            && Is(_versions, version, static t => RpmAlphabet.IsVersion(t)) && Is(_versions, release, static t => RpmAlphabet.IsVersion(t))
            && Is(_arches, arch, static t => RpmAlphabet.IsArch(t));

        private bool Is(Dictionary<int, bool> known, int symbol, Func<string, bool> rule)
        {
            if (!known.TryGetValue(symbol, out bool right)) known.Add(symbol, right = rule(_symbols.Text(symbol)));
            return right;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void ReadFormat()
        {
            int depth = xml.Depth;
            while (xml.NextChild(depth))
            {
                if (!_format.TryRead(xml, _package)) xml.Skip();
            }
        }

        private (int Epoch, int Version, int Release) ReadVersion()
        {
            (int epoch, int version, int release) = (0, _empty, _empty);
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                ReadOnlySpan<byte> key = xml.AttributeName(i);
                if (key.SequenceEqual("ver"u8)) version = _symbols.Add(xml.AttributeValue(i));
                else if (key.SequenceEqual("rel"u8)) release = _symbols.Add(xml.AttributeValue(i));
                else if (key.SequenceEqual("epoch"u8)) epoch = FormatDependencies.Epoch(xml.AttributeValue(i));
            }

            return (epoch, version, release);
        }

        private long ReadTime()
        {
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                if (xml.AttributeName(i).SequenceEqual("build"u8) && Utf8Parser.TryParse(xml.AttributeValue(i), out uint seconds, out int read) && read == xml.AttributeValue(i).Length)
                    return seconds;
            }

            return 0;
        }
    }
}
