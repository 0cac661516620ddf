using System.Globalization;
using System.Text;

namespace GrifErrata.RepositorySnapshots;

/// <summary>Writes repomd.xml. The same files of the same version give the same bytes: its times are the version's cutoff, never the clock's.</summary>
internal static class RepomdWriter
{
    /// <summary>Writes the text of repomd.xml.</summary>
    /// <param name="files">The files, in their order.</param>
    /// <param name="cutoff">The version's cutoff.</param>
    public static byte[] Write(IEnumerable<MetadataFile> files, DateTimeOffset cutoff)
    {
        StringBuilder xml = new();
        long seconds = cutoff.ToUnixTimeSeconds();
        xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<repomd xmlns=\"http://linux.duke.edu/metadata/repo\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n");
        xml.Append(CultureInfo.InvariantCulture, $"  <revision>{seconds}</revision>\n");
        foreach (MetadataFile file in files)
        {
            xml.Append(CultureInfo.InvariantCulture, $"  <data type=\"{file.Type}\">\n    <checksum type=\"sha256\">{file.Sha256}</checksum>\n    <open-checksum type=\"sha256\">{file.OpenSha256}</open-checksum>\n");
            xml.Append(CultureInfo.InvariantCulture, $"    <location href=\"repodata/{file.Name}\"/>\n    <timestamp>{seconds}</timestamp>\n    <size>{file.Size}</size>\n    <open-size>{file.OpenSize}</open-size>\n  </data>\n");
        }

        return Encoding.UTF8.GetBytes(xml.Append("</repomd>\n").ToString());
    }
}
