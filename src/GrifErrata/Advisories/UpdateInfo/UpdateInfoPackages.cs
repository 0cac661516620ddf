using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.UpdateInfo;

/// <summary>Reads <c>pkglist</c> elements: collections, their modules and packages.</summary>
internal sealed class UpdateInfoPackages(
    XmlTokenizer xml,
    Utf8StringPool strings,
    List<(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)> found)
{
    private readonly List<AdvisoryPackage> _packages = [];
    private readonly List<ModuleStream> _modules = [];

    /// <summary>Starts a new advisory.</summary>
    public void Clear() => _packages.Clear();

    /// <summary>The packages of this advisory in the feed's order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ImmutableArray<AdvisoryPackage> ToImmutable() => [.. _packages];

    /// <summary>Reads the current <c>pkglist</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read()
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("collection"u8)) ReadCollection();
            else xml.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadCollection()
    {
        int depth = xml.Depth;
        int first = _packages.Count;
        _modules.Clear();
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("package"u8))
            {
                ReadPackage();
                continue;
            }

            if (xml.NameIs("module"u8)) ReadModule();
            xml.Skip();
        }

        if (_modules.Count == 0) return;

        // A module may stand behind the packages of its collection.
        ImmutableArray<ModuleStream> modules = [.. _modules];
        for (int i = first; i < _packages.Count; i++) _packages[i] = _packages[i] with { Modules = modules };
    }

    private void ReadModule()
    {
        string name = string.Empty, stream = string.Empty, version = string.Empty, context = string.Empty, arch = string.Empty;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);
            if (key.SequenceEqual("name"u8)) name = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("stream"u8)) stream = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("version"u8)) version = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("context"u8)) context = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("arch"u8)) arch = strings.Get(xml.AttributeValue(i));
        }

        _modules.Add(new ModuleStream(name, stream, version, context, arch));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadPackage()
    {
        int depth = xml.Depth;
        string name = string.Empty, version = string.Empty, release = string.Empty, arch = string.Empty, epochText = string.Empty;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);
            if (key.SequenceEqual("name"u8)) name = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("version"u8)) version = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("release"u8)) release = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("epoch"u8)) epochText = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("arch"u8)) arch = strings.Get(xml.AttributeValue(i));
        }

        // A missing epoch is unknown, not 0 (dnf #2237): the repository decides.
        Nevra? nevra = FeedPackage.Nevra(name, epochText, version, release, arch, out string? refusal);
        if (refusal is not null) found.Add((AdvisoryDiagnostics.RefusedPackage, xml.Location, refusal));
        bool reboot = false, restart = false, relogin = false;
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("reboot_suggested"u8)) reboot = UpdateInfoWords.Flag(xml.ReadText());
            else if (xml.NameIs("restart_suggested"u8)) restart = UpdateInfoWords.Flag(xml.ReadText());
            else if (xml.NameIs("relogin_suggested"u8)) relogin = UpdateInfoWords.Flag(xml.ReadText());
            else xml.Skip();
        }

        if (nevra is not null) _packages.Add(new AdvisoryPackage(nevra, [], reboot, restart, relogin));
    }
}
