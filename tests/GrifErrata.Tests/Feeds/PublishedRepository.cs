using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Input;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Feeds;

/// <summary>A repository as a publisher has it on its server.</summary>
internal sealed record PublishedRepository
{
    /// <summary>Seconds since 1970: 2010-11-20.</summary>
    public long Revision { get; init; } = 1_290_211_200;

    public int Advisories { get; init; } = 200;

    /// <summary>The day of the newest advisory.</summary>
    public string Newest { get; init; } = "2010-11-19";

    /// <summary>Advisories of which the packages are left out.</summary>
    public int WithoutPackages { get; init; }

    public bool HasUpdateInfo { get; init; } = true;

    /// <summary>Whether its advisories have a date.</summary>
    public bool HasDates { get; init; } = true;

    /// <summary>Whether it has its package.</summary>
    public bool HasPackages { get; init; } = true;

    public ChecksumAlgorithm Algorithm { get; init; } = ChecksumAlgorithm.Sha256;

    /// <summary>Compresses what repomd.xml names; the file's name stays that of gzip, since names tell nothing.</summary>
    public Func<byte[], byte[]> Compression { get; init; } = Compress.Gzip;

    /// <summary>More entries of repomd.xml.</summary>
    public string Extra { get; init; } = string.Empty;

    /// <summary>Signs repomd.xml, or null.</summary>
    public Func<byte[], byte[]>? Sign { get; init; }

    public string UpdateInfo
    {
        get
        {
            StringBuilder text = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>\n");
            for (int i = 0; i < Advisories; i++)
            {
                string date = i == Advisories - 1 ? Newest : "2010-10-01";
                string issued = HasDates ? $"<issued date=\"{date}\"/>" : string.Empty;
                string package = i < WithoutPackages ? string.Empty : $"<pkglist><collection><package name=\"wren\" epoch=\"0\" version=\"{Text(i + 1)}\" release=\"1\" arch=\"x86_64\"/></collection></pkglist>";
                text.Append(CultureInfo.InvariantCulture, $"<update type=\"security\"><id>ADV-{i:D4}</id>{issued}<severity>Important</severity>{package}</update>\n");
            }

            return text.Append("</updates>\n").ToString();
        }
    }

    /// <summary>The files by path below the repository's folder.</summary>
    public Dictionary<string, byte[]> Files()
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        StringBuilder repomd = new($"<?xml version=\"1.0\"?>\n<repomd><revision>{Revision.ToString(CultureInfo.InvariantCulture)}</revision>\n");
        Add("primary", !HasPackages ? "<metadata packages=\"0\"/>" : "<metadata packages=\"1\"><package type=\"rpm\"><name>wren</name><arch>x86_64</arch><version epoch=\"0\" ver=\"1\" rel=\"1\"/></package></metadata>");
        Add("filelists", "<filelists/>");
        if (HasUpdateInfo) Add("updateinfo", UpdateInfo);
        repomd.Append(Extra).Append("</repomd>\n");
        byte[] index = Encoding.UTF8.GetBytes(repomd.ToString());
        files["repodata/repomd.xml"] = index;
        if (Sign is not null) files["repodata/repomd.xml.asc"] = Sign(index);
        return files;

        void Add(string type, string document)
        {
            byte[] open = Encoding.UTF8.GetBytes(document), stored = Compression(open);
            string sum = Sum(stored), href = $"repodata/{sum[..8]}-{type}.xml.gz";
            files[href] = stored;
            string name = Algorithm switch { ChecksumAlgorithm.Sha1 => "sha", ChecksumAlgorithm.Sha512 => "sha512", _ => "sha256" };
            repomd.Append(CultureInfo.InvariantCulture,
                $"<data type=\"{type}\"><checksum type=\"{name}\">{sum}</checksum><open-checksum type=\"{name}\">{Sum(open)}</open-checksum><location href=\"{href}\"/><size>{stored.Length}</size><open-size>{open.Length}</open-size></data>\n");
        }
    }

    private string Sum(byte[] content) => Convert.ToHexStringLower(Algorithm switch
    {
#pragma warning disable CA5350 // Old repositories have nothing else.
        ChecksumAlgorithm.Sha1 => SHA1.HashData(content),
#pragma warning restore CA5350
        ChecksumAlgorithm.Sha512 => SHA512.HashData(content),
        _ => SHA256.HashData(content),
    });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
