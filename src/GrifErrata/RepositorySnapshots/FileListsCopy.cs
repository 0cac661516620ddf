using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;
using GrifErrata.Xml;

namespace GrifErrata.RepositorySnapshots;

/// <summary>Copies the packages of a filelists.xml whose checksums the copy of primary.xml has, byte for byte.</summary>
internal static class FileListsCopy
{
    /// <summary>Copies.</summary>
    /// <param name="content">Decompressed content.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="ids">The packages of the copy of primary.xml; each that is found is taken.</param>
    /// <param name="output">Takes the copy.</param>
    /// <param name="diagnostics">Takes errors; after one the copy must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static void Write(Stream content, string file, PackageIds ids, Stream output, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits.Default, diagnostics);
            xml.Read();
            SourceLocation root = xml.Location;
            if (!xml.NameIs("filelists"u8))
            {
                diagnostics.Add(RepodataDiagnostics.WrongPrimaryRoot, root, "The root element is not <filelists>, so this is no filelists.xml. Check that it is the right file.");
                return;
            }

            XmlCopy copy = new();
            ElementCopy.WriteRoot(xml, copy, ids.Count, output);
            while (xml.NextChild(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!xml.NameIs("package"u8) || !ids.Take(Id(xml)))
                {
                    xml.Skip();
                    continue;
                }

                xml.StartCopy(copy);
                xml.Skip();
                xml.StopCopy();
                copy.Add("\n"u8);
                ElementCopy.Write(copy, output);
            }

            ElementCopy.ReadToEnd(xml);
            output.Write("</filelists>\n"u8);
            if (ids.FirstLeft is { } left)
            {
                diagnostics.Add(SnapshotDiagnostics.NotWhole, root,
                    $"filelists.xml lacks {ids.Left} packages of primary.xml, among them the one with the checksum {Rpm.UntrustedText.Quote(left)}: they are of different moments. Fetch the repository's metadata again.");
            }
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
        }
    }

    // Not pooled: each is there once.
    private static string Id(XmlTokenizer xml)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual("pkgid"u8)) return Encoding.UTF8.GetString(xml.AttributeValue(i));
        }

        return string.Empty;
    }
}
