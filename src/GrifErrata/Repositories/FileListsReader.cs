using System.Collections.Immutable;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Repositories;

/// <summary>Reads filelists.xml, one package at a time.</summary>
internal static class FileListsReader
{
    /// <summary>Hands out each package; returns their number.</summary>
    public static int Read(Stream content, string file, Action<PackageFiles> take, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics);
            xml.Read();
            if (!xml.NameIs("filelists"u8))
            {
                diagnostics.Add(RepodataDiagnostics.WrongPrimaryRoot, xml.Location, "The root element is not <filelists>, so this is no filelists.xml. Check that it is the right file.");
                return 0;
            }

            int count = 0;
            while (xml.NextChild(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!xml.NameIs("package"u8))
                {
                    xml.Skip();
                    continue;
                }

                if (Package(xml, diagnostics) is { } package) take(package);
                count++;
            }

            while (xml.Read() != XmlToken.End)
            {
            }

            return count;
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return 0;
        }
    }

    private static PackageFiles? Package(XmlTokenizer xml, DiagnosticBag diagnostics)
    {
        SourceLocation origin = xml.Location;
        string name = Attribute(xml, "name"u8), arch = Attribute(xml, "arch"u8);
        string version = string.Empty, release = string.Empty, epoch = string.Empty;
        ImmutableArray<string>.Builder paths = ImmutableArray.CreateBuilder<string>();
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("file"u8))
            {
                paths.Add(Encoding.UTF8.GetString(xml.ReadText()));
                continue;
            }

            if (xml.NameIs("version"u8)) (version, release, epoch) = (Attribute(xml, "ver"u8), Attribute(xml, "rel"u8), Attribute(xml, "epoch"u8));
            xml.Skip();
        }

        int number = 0;
        bool right = RpmAlphabet.IsName(name) && RpmAlphabet.IsVersion(version) && RpmAlphabet.IsVersion(release) && RpmAlphabet.IsArch(arch)
            && (epoch.Length == 0 || RpmAlphabet.TryParseEpoch(epoch, out number));
        if (right) return new(new(name, new(number, version, release), arch), paths.ToImmutable());
        diagnostics.Add(RepodataDiagnostics.RefusedPackage, origin,
            $"The package {UntrustedText.Quote(name)} {UntrustedText.Quote($"{epoch}:{version}-{release}")} {UntrustedText.Quote(arch)} is not what rpm can name. It is left out; correct the repository.");
        return null;
    }

    private static string Attribute(XmlTokenizer xml, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual(name)) return Encoding.UTF8.GetString(xml.AttributeValue(i));
        }

        return string.Empty;
    }
}
