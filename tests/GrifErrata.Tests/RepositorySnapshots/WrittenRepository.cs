using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>Writes the metadata of a repository of packages that do not exist.</summary>
internal sealed record WrittenRepository
{
    private const string Common = "xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\"";

    /// <summary>One line a package: <c>NEVRA [built day] [requires|provides|obsoletes word]...</c></summary>
    public required string[] Packages { get; init; }

    public string UpdateInfo { get; init; } = string.Empty;

    public string Modules { get; init; } = string.Empty;

    public string Group { get; init; } = string.Empty;

    public bool HasFileLists { get; init; } = true;

    /// <summary>The <c>location</c> of each package, with <c>{0}</c> for its file's name.</summary>
    public string Location { get; init; } = "<location href=\"Packages/{0}\"/>";

    /// <summary>What every <c>package</c> of primary.xml has besides.</summary>
    public string Extra { get; init; } = string.Empty;

    /// <summary>How many packages filelists.xml leaves out.</summary>
    public int LeftOutOfFileLists { get; init; }

    public static string Id(string package) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(package)));

    public void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "repodata"));
        StringBuilder repomd = new("<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><revision>1700000000</revision>\n");
        Add("primary", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata {Common} packages=\"{Packages.Length}\">\n{string.Concat(Packages.Select(Primary))}</metadata>");
        if (HasFileLists)
        {
            Add("filelists", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<filelists xmlns=\"http://linux.duke.edu/metadata/filelists\" packages=\"{Packages.Length}\">\n"
                + $"{string.Concat(Packages.Skip(LeftOutOfFileLists).Select(FileList))}</filelists>");
        }

        if (UpdateInfo.Length > 0) Add("updateinfo", UpdateInfo);
        if (Modules.Length > 0) Add("modules", Modules);
        if (Group.Length > 0) Add("group", Group);
        File.WriteAllText(Path.Combine(folder, "repodata", "repomd.xml"), repomd.Append("</repomd>\n").ToString());

        void Add(string type, string text)
        {
            byte[] open = Encoding.UTF8.GetBytes(text);
            using MemoryStream stored = new();
            using (GZipStream gzip = new(stored, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(open);
            string sum = Convert.ToHexStringLower(SHA256.HashData(stored.ToArray()));
            File.WriteAllBytes(Path.Combine(folder, "repodata", $"{type}.gz"), stored.ToArray());
            repomd.Append(CultureInfo.InvariantCulture,
                $"<data type=\"{type}\"><checksum type=\"sha256\">{sum}</checksum><open-checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(open))}</open-checksum><location href=\"repodata/{type}.gz\"/></data>\n");
        }
    }

    private string Primary(string line)
    {
        string[] words = line.Split(' ');
        Nevra nevra = NevraParser.Parse(words[0], out _)!;
        string built = "1577836800";
        Dictionary<string, StringBuilder> relations = [];
        for (int i = 1; i + 1 < words.Length; i += 2)
        {
            if (words[i] == "built") built = DateTimeOffset.Parse(words[i + 1] + "T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            else (relations.TryGetValue(words[i], out StringBuilder? text) ? text : relations[words[i]] = new()).Append(CultureInfo.InvariantCulture, $"<rpm:entry name=\"{words[i + 1]}\"/>");
        }

        string location = string.Format(CultureInfo.InvariantCulture, Location, $"{nevra.Name}-{nevra.Evr.VersionRelease}.{nevra.Arch}.rpm");
        return $"""
            <package type="rpm">
              <name>{nevra.Name}</name><arch>{nevra.Arch}</arch>
              <version epoch="{nevra.Evr.Epoch ?? 0}" ver="{nevra.Evr.Version}" rel="{nevra.Evr.Release}"/>
              <checksum type="sha256" pkgid="YES">{Id(words[0])}</checksum>
              <summary>Äpfel &amp; Birnen</summary><!-- kept --><description><![CDATA[a < b]]></description>
              <time file="1" build="{built}"/>{Extra}
              {location}
              <format>{string.Concat(relations.Select(r => $"<rpm:{r.Key}>{r.Value}</rpm:{r.Key}>"))}</format>
            </package>

            """;
    }

    private static string FileList(string line)
    {
        Nevra nevra = NevraParser.Parse(line.Split(' ')[0], out _)!;
        return $"<package pkgid=\"{Id(line.Split(' ')[0])}\" name=\"{nevra.Name}\" arch=\"{nevra.Arch}\"><version epoch=\"{nevra.Evr.Epoch ?? 0}\" ver=\"{nevra.Evr.Version}\" rel=\"{nevra.Evr.Release}\"/><file>/usr/lib/{nevra.Name}</file></package>\n";
    }
}
