using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.RepositorySnapshots;

/// <summary>
/// Copies the packages of a primary.xml that a snapshot holds. Each element stays as it is, byte for byte, but its place: that becomes the
/// mirror's address and the path there.
/// </summary>
/// <param name="address">The mirror's address of the repository, as <see cref="RepositoryAddress"/> gives it.</param>
/// <param name="keep">Whether a package is in the snapshot, by NEVRA and build time.</param>
/// <param name="diagnostics">Takes errors; after one the copy must not be used.</param>
internal sealed class PrimaryCopy(string address, Func<Nevra, DateTimeOffset?, bool> keep, DiagnosticBag diagnostics)
{
    private readonly byte[] _address = Encoding.UTF8.GetBytes(address);
    private readonly Utf8StringPool _strings = new();
    private readonly XmlCopy _copy = new();
    private readonly PackageIds _ids = new();
    private string _name = string.Empty, _arch = string.Empty, _version = string.Empty, _release = string.Empty, _epoch = string.Empty;
    private string _id = string.Empty;
    private DateTimeOffset? _built;
    private string? _unsafe;
    private bool _isLocated;

    /// <summary>Copies.</summary>
    /// <param name="content">Decompressed content.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="packages">How many packages the copy will hold; another number found is an error.</param>
    /// <param name="output">Takes the copy.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The packages that were copied.</returns>
    public PackageIds Write(Stream content, string file, int packages, Stream output, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics);
            xml.Read();
            SourceLocation root = xml.Location;
            if (!xml.NameIs("metadata"u8))
            {
                diagnostics.Add(RepodataDiagnostics.WrongPrimaryRoot, root, "The root element is not <metadata>, so this is no primary.xml. Check that it is the right file.");
                return _ids;
            }

            ElementCopy.WriteRoot(xml, _copy, packages, output);
            while (xml.NextChild(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!xml.NameIs("package"u8)) xml.Skip();
                else if (Copy(xml)) ElementCopy.Write(_copy, output);
            }

            ElementCopy.ReadToEnd(xml);
            output.Write("</metadata>\n"u8);
            if (_ids.Count != packages && !diagnostics.HasErrors)
                diagnostics.Add(SnapshotDiagnostics.NotWhole, root, $"{packages} packages were to be copied and {_ids.Count} were found: the metadata changed while they were read. Run it again.");
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
        }

        return _ids;
    }

    private bool Copy(XmlTokenizer xml)
    {
        _copy.Clear();
        xml.StartCopy(_copy);
        SourceLocation origin = xml.Location;
        (_name, _arch, _version, _release, _epoch, _id) = (string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);
        (_built, _unsafe, _isLocated) = (null, null, false);
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("name"u8)) _name = _strings.Get(xml.ReadText());
            else if (xml.NameIs("arch"u8)) _arch = _strings.Get(xml.ReadText());
            else if (xml.NameIs("checksum"u8)) _id = Encoding.UTF8.GetString(xml.ReadText());
            else if (xml.NameIs("location"u8))
            {
                // What says which package it is comes before, in what createrepo writes; of one that is left out nothing more is copied.
                if (_built is not null && Named() is { } early && !keep(early, _built)) return Leave(xml, depth);
                Place(xml);
            }
            else
            {
                if (xml.NameIs("version"u8)) (_epoch, _version, _release) = (Attribute(xml, "epoch"u8), Attribute(xml, "ver"u8), Attribute(xml, "rel"u8));
                else if (xml.NameIs("time"u8)) _built = Seconds(Attribute(xml, "build"u8));
                xml.Skip();
            }
        }

        xml.StopCopy();
        _copy.Add("\n"u8);
        if (Named() is not { } nevra || !keep(nevra, _built)) return false;
        if (_unsafe is not null || !_isLocated)
        {
            diagnostics.Add(SnapshotDiagnostics.UnsafeLocation, origin,
                $"{nevra} cannot be in a snapshot: its file {_unsafe ?? "has no <location>"}. Do not use this repository before you know why; make its metadata again with createrepo_c.");
            return false;
        }

        if (_id.Length == 0)
        {
            diagnostics.Add(SnapshotDiagnostics.NotWhole, origin, $"{nevra} has no checksum, by which filelists.xml names its files. Make the repository's metadata again with createrepo_c.");
            return false;
        }

        _ids.Add(_id);
        return true;
    }

    private static bool Leave(XmlTokenizer xml, int depth)
    {
        xml.StopCopy();
        do xml.Skip();
        while (xml.NextChild(depth));
        return false;
    }

    // What rpm could not name was refused, and reported, when the packages were read for the first time.
    private Nevra? Named()
    {
        int epoch = 0;
        return (_epoch.Length == 0 || RpmAlphabet.TryParseEpoch(_epoch, out epoch)) && RpmAlphabet.IsName(_name) && RpmAlphabet.IsVersion(_version)
            && RpmAlphabet.IsVersion(_release) && RpmAlphabet.IsArch(_arch) ? new(_name, new(epoch, _version, _release), _arch) : null;
    }

    // The element stands at its start tag: what was before it is copied, it is written anew, and what follows it is copied again.
    private void Place(XmlTokenizer xml)
    {
        xml.StopCopyBeforeToken();
        byte[] href = [], from = [];
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual("href"u8)) href = xml.AttributeValue(i).ToArray();
            else if (xml.AttributeName(i).SequenceEqual("xml:base"u8)) from = xml.AttributeValue(i).ToArray();
        }

        _unsafe = _isLocated ? "has two places" : RepositoryAddress.CheckLocation(href);
        if (_unsafe is null && from.Length > 0) _unsafe = Below(from, ref href);
        _isLocated = true;
        _copy.Add("<location"u8);
        _copy.AddAttribute("xml:base"u8, _address);
        _copy.AddAttribute("href"u8, href);
        _copy.Add("/>"u8);
        xml.Skip();
        xml.ResumeCopy();
    }

    // A repository may name its own address again, or a folder in it; another one could send machines anywhere.
    private string? Below(ReadOnlySpan<byte> from, ref byte[] href)
    {
        ReadOnlySpan<byte> rest = from.TrimEnd((byte)'/');
        if (!rest.StartsWith(_address) || (rest.Length > _address.Length && rest[_address.Length] != (byte)'/'))
            return $"lies at {UntrustedText.Quote(Encoding.UTF8.GetString(from))}, which is not below the repository's address {address}";
        rest = rest[_address.Length..].TrimStart((byte)'/');
        if (rest.IsEmpty) return null;
        if (RepositoryAddress.CheckLocation(rest) is { } reason) return reason;
        href = [.. rest, (byte)'/', .. href];
        return null;
    }

    private string Attribute(XmlTokenizer xml, ReadOnlySpan<byte> name) => ElementCopy.Attribute(xml, name, _strings);

    private static DateTimeOffset? Seconds(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
