using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.RepositorySnapshots;

/// <summary>
/// Copies the advisories of an updateinfo.xml of which a snapshot holds a package, with those packages alone. All else of an advisory stays as it
/// is, byte for byte, its text and references too.
/// </summary>
/// <remarks>
/// dnf compares an advisory's packages with what is installed, whether or not a repository has them: a package that is not there would be
/// shown as an update for ever that no command installs.
/// </remarks>
internal static class UpdateInfoCopy
{
    /// <summary>Copies.</summary>
    /// <param name="content">Decompressed content.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="keep">Whether a package is in the snapshot; one without epoch is of any.</param>
    /// <param name="output">Takes the copy.</param>
    /// <param name="diagnostics">Takes errors; after one the copy must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many advisories were copied.</returns>
    public static int Write(Stream content, string file, Func<Nevra, bool> keep, Stream output, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        int copied = 0;
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics);
            xml.Read();
            if (!xml.NameIs("updates"u8))
            {
                diagnostics.Add(AdvisoryDiagnostics.WrongRoot, xml.Location, "The root element is not <updates>, so this is no updateinfo.xml. Check that it is the right file.");
                return 0;
            }

            XmlCopy copy = new();
            Utf8StringPool strings = new();
            ElementCopy.WriteRoot(xml, copy, null, output);
            while (xml.NextChild(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!xml.NameIs("update"u8))
                {
                    xml.Skip();
                    continue;
                }

                xml.StartCopy(copy);
                int packages = Copy(xml, strings, keep);
                xml.StopCopy();
                copy.Add("\n"u8);
                if (packages > 0)
                {
                    copied++;
                    ElementCopy.Write(copy, output);
                }

                copy.Clear();
            }

            ElementCopy.ReadToEnd(xml);
            output.Write("</updates>\n"u8);
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
        }

        return copied;
    }

    private static int Copy(XmlTokenizer xml, Utf8StringPool strings, Func<Nevra, bool> keep)
    {
        int kept = 0;
        int update = xml.Depth;
        while (xml.NextChild(update))
        {
            if (!xml.NameIs("pkglist"u8))
            {
                xml.Skip();
                continue;
            }

            int list = xml.Depth;
            while (xml.NextChild(list))
            {
                if (!xml.NameIs("collection"u8))
                {
                    xml.Skip();
                    continue;
                }

                int collection = xml.Depth;
                while (xml.NextChild(collection))
                {
                    bool isLeft = xml.NameIs("package"u8) && !(Package(xml, strings) is { } nevra && keep(nevra));
                    if (xml.NameIs("package"u8) && !isLeft) kept++;
                    if (isLeft) xml.StopCopyBeforeToken();
                    xml.Skip();
                    if (isLeft) xml.ResumeCopy();
                }
            }
        }

        return kept;
    }

    private static Nevra? Package(XmlTokenizer xml, Utf8StringPool strings)
    {
        string Attribute(ReadOnlySpan<byte> name) => ElementCopy.Attribute(xml, name, strings);
        string epoch = Attribute("epoch"u8);
        int number = 0;
        if (epoch.Length > 0 && !RpmAlphabet.TryParseEpoch(epoch, out number)) return null;
        return new(Attribute("name"u8), new(epoch.Length > 0 ? number : null, Attribute("version"u8), Attribute("release"u8)), Attribute("arch"u8));
    }
}
