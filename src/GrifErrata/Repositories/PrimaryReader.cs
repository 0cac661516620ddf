using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Repositories;

/// <summary>Reads the packages of a primary.xml: names, EVRs, architectures, build times and source packages.</summary>
public sealed class PrimaryReader : IPackageReader
{
    /// <inheritdoc/>
    public string Format => "primary.xml";

    /// <summary>Bounds of the XML.</summary>
    public XmlLimits XmlLimits { get; init; } = XmlLimits.Default;

    /// <summary>Whether <see cref="Package.Obsoletes"/> is read too.</summary>
    public bool WithObsoletes { get; init; }

    /// <summary>Whether <see cref="Package.Size"/> is read too; what is no number of bytes is passed over.</summary>
    public bool WithSizes { get; init; }

    /// <summary>Takes what this reader has no use for; of one document.</summary>
    internal IFormatReader? Beside { get; init; }

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => XmlRoot.NameOf(head) == "metadata";

    /// <inheritdoc/>
    /// <returns>The packages in the file's order; none when the XML cannot be trusted to its end.</returns>
    public IReadOnlyList<Package> Read(
        Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits, diagnostics);
            return new Pass(xml, WithObsoletes, WithSizes, Beside, diagnostics).Read(cancellationToken);
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return [];
        }
    }

    /// <summary>One reading of one document.</summary>
    private sealed class Pass(XmlTokenizer xml, bool withObsoletes, bool withSizes, IFormatReader? beside, DiagnosticBag diagnostics)
    {
        private readonly Utf8StringPool _strings = new();
        private readonly List<Package> _packages = [];
        private string _name = string.Empty;
        private string _arch = string.Empty;
        private string _version = string.Empty;
        private string _release = string.Empty;
        private string _epoch = string.Empty;
        private string? _source;
        private DateTimeOffset? _built;
        private ImmutableArray<PackageRelation> _obsoletes = [];
        private long? _size;
        private byte[] _id = [];
        private bool _isStarted;

        public List<Package> Read(CancellationToken cancellationToken)
        {
            xml.Read();
            SourceLocation root = xml.Location;
            if (!xml.NameIs("metadata"u8))
            {
                diagnostics.Add(
                    RepodataDiagnostics.WrongPrimaryRoot, root,
                    "The root element is not <metadata>, so this is no primary.xml. Check that it is the right file.");
                return [];
            }

            int? stated = StatedCount();
            int read = 0;
            while (xml.NextChild(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (xml.NameIs("package"u8))
                {
                    ReadPackage();
                    read++;
                }
                else
                {
                    xml.Skip();
                }
            }

            while (xml.Read() != XmlToken.End)
            {
            }

            if (stated is { } count && count != read)
            {
                diagnostics.Add(
                    RepodataDiagnostics.PackageCount, root,
                    $"primary.xml states {count} packages and lists {read}. Fetch the repository's metadata again, or make it again.");
            }

            return _packages;
        }

        private int? StatedCount()
        {
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                if (xml.AttributeName(i).SequenceEqual("packages"u8)
                    && int.TryParse(xml.AttributeValue(i), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
                {
                    return count;
                }
            }

            return null;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void ReadPackage()
        {
            SourceLocation origin = xml.Location;
            (_name, _arch, _version, _release, _epoch) = (string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);
            (_source, _built, _obsoletes, _size, _id, _isStarted) = (null, null, [], null, [], false);
            int depth = xml.Depth;
            while (xml.NextChild(depth))
            {
                ReadOnlySpan<byte> name = xml.Name;
                if (name.SequenceEqual("format"u8)) ReadFormat();
                else if (name.SequenceEqual("name"u8)) _name = _strings.Get(xml.ReadText());
                else if (name.SequenceEqual("arch"u8)) _arch = _strings.Get(xml.ReadText());
                else if (beside is not null && name.SequenceEqual("checksum"u8)) _id = xml.ReadText().ToArray();
                else
                {
                    if (name.SequenceEqual("version"u8)) ReadVersion();
                    else if (name.SequenceEqual("time"u8)) ReadTime();
                    else if (withSizes && name.SequenceEqual("size"u8)) ReadSize();
                    xml.Skip();
                }
            }

            if (xml.HasUnownedControlByte) xml.ControlByteOwner = $"package {Printable(_name)}";
            if (Nevra() is not { } nevra)
            {
                diagnostics.Add(
                    RepodataDiagnostics.RefusedPackage, origin,
                    $"The package '{Printable(_name)}' {Printable(_epoch)}:{Printable(_version)}-{Printable(_release)} '{Printable(_arch)}' is not what rpm can name. It is left out; correct the repository.");
                return;
            }

            _packages.Add(new Package(nevra, _built, _source, origin) { Obsoletes = _obsoletes, Size = _size });
            if (beside is null) return;
            if (!_isStarted) beside.Start(nevra, _built);
            beside.End(_id);
        }

        // What rpm can name. primary.xml always knows the epoch: a missing one is 0.
        private Nevra? Nevra()
        {
            int epoch = 0;
            bool epochIsRight = _epoch.Length == 0 || RpmAlphabet.TryParseEpoch(_epoch, out epoch);
            return epochIsRight && RpmAlphabet.IsName(_name) && RpmAlphabet.IsVersion(_version) && RpmAlphabet.IsVersion(_release) && RpmAlphabet.IsArch(_arch)
                ? new(_name, new Evr(epoch, _version, _release), _arch) : null;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void ReadFormat()
        {
            // <format> is last in what createrepo writes; what comes before is known here.
            if (beside is not null && !_isStarted && Nevra() is { } nevra)
            {
                beside.Start(nevra, _built);
                _isStarted = true;
            }

            int depth = xml.Depth;
            while (xml.NextChild(depth))
            {
                if (xml.NameIs("rpm:sourcerpm"u8))
                {
                    ReadOnlySpan<byte> text = xml.ReadText();
                    if (text.Length > 0) _source = _strings.Get(text);
                    if (_isStarted) beside!.AddSource(text);
                }
                else if (withObsoletes && xml.NameIs("rpm:obsoletes"u8))
                {
                    _obsoletes = PrimaryRelations.Read(xml, _strings);
                }
                else if (!_isStarted || !beside!.TryRead(xml))
                {
                    xml.Skip();
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void ReadVersion()
        {
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                ReadOnlySpan<byte> key = xml.AttributeName(i);
                if (key.SequenceEqual("ver"u8)) _version = _strings.Get(xml.AttributeValue(i));
                else if (key.SequenceEqual("rel"u8)) _release = _strings.Get(xml.AttributeValue(i));
                else if (key.SequenceEqual("epoch"u8)) _epoch = _strings.Get(xml.AttributeValue(i));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void ReadTime()
        {
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                if (!xml.AttributeName(i).SequenceEqual("build"u8)) continue;
                ReadOnlySpan<byte> text = xml.AttributeValue(i);
                if (text.IsEmpty) continue;
                if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds))
                {
                    _built = DateTimeOffset.FromUnixTimeSeconds(seconds);
                    continue;
                }

                diagnostics.Add(
                    RepodataDiagnostics.BadNumber, xml.AttributeLocation(i),
                    $"The build time of package '{Printable(_name)}' is not a number of seconds since 1970. Make the metadata again.");
            }
        }

        private void ReadSize()
        {
            for (int i = 0; i < xml.AttributeCount; i++)
            {
                if (xml.AttributeName(i).SequenceEqual("package"u8)
                    && long.TryParse(xml.AttributeValue(i), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)) _size = bytes;
            }
        }

        private static string Printable(string text) =>
            string.Concat((text.Length <= 60 ? text : text[..60]).Select(c => c is >= ' ' and < '\u007F' ? c : '?'));
    }
}
