using GrifErrata.Xml;

namespace GrifErrata.Sources;

/// <summary>Tells a yum repository's metadata from other folders and files.</summary>
internal static class RepodataFolder
{
    /// <summary>Whether a folder is a repository.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, "repodata", "repomd.xml"));

    /// <summary>Whether a file is a repository's index; only under its own name, since what it lists lies relative to its folder.</summary>
    public static bool IsRepomd(string path, ReadOnlySpan<byte> head) =>
        Path.GetFileName(path) == "repomd.xml" && XmlRoot.NameOf(head) == "repomd";
}
