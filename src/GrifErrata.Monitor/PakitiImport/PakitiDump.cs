using System.Globalization;
using System.IO.Compression;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary>
/// A dump of Pakiti 3's database. It is read several times, because InstalledPkg, far the largest table, comes before what its rows mean and is in the order of packages,
/// not of hosts: first everything but the packages of hosts, which are counted; then as many hosts at a time as fit into memory.
/// </summary>
internal sealed class PakitiDump
{
    /// <summary>Most rows of a table that is kept in memory.</summary>
    private const int MaxRows = 5_000_000;

    private static readonly string[] Names = ["id", "name"];
    private static readonly string[] Groups = ["hostId", "hostGroupId"];
    private static readonly string[] Reports = ["id", "receivedOn", "hostGroup"];
    private static readonly string[] HostColumns = ["id", "hostname", "kernel", "osId", "archId", "pkgTypeId", "lastReportId"];
    private static readonly string[] PkgColumns = ["id", "name", "version", "release", "archId"];
    private static readonly string[] Installed = ["pkgId", "hostId"];

    private readonly string _path;
    private readonly Dictionary<int, string> _arches = [];
    private readonly Dictionary<int, string> _oses = [];
    private readonly Dictionary<int, string> _types = [];
    private readonly Dictionary<int, string> _groups = [];
    private readonly Dictionary<int, int> _groupOfHost = [];
    private readonly Dictionary<int, (DateTime Received, string? Group)> _reports = [];
    private readonly Dictionary<int, (string Name, string Evr, int Arch)> _packages = [];
    // One text a package, which its hosts share.
    private readonly Dictionary<int, string> _lines = [];
    private readonly Dictionary<int, int> _counts = [];
    private readonly List<HostRow> _hosts = [];

    private PakitiDump(string path) => _path = path;

    /// <summary>Hosts, the last to report first where several have one name; in the order of the dump.</summary>
    public IReadOnlyList<HostRow> Hosts => _hosts;

    /// <summary>Reads all but the packages of hosts. What is malformed anywhere in the dump is found here.</summary>
    /// <exception cref="PakitiDumpException">It is no whole dump of Pakiti 3.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PakitiDump Open(string path, CancellationToken cancellation)
    {
        PakitiDump dump = new(path);
        dump.ReadCatalog(cancellation);
        return dump;
    }

    /// <summary>The packages of some hosts, by id of the host: lines of Pakiti's protocol 5.</summary>
    public Dictionary<int, List<string>> PackagesOf(IEnumerable<HostRow> hosts, CancellationToken cancellation)
    {
        Dictionary<int, List<string>> found = hosts.ToDictionary(h => h.Id, h => new List<string>(_counts.GetValueOrDefault(h.Id)));
        using Stream stream = OpenFile();
        SqlDumpReader reader = new(stream, table => table == "InstalledPkg");
        DumpColumns columns = new();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            int[] at = columns.Of(reader, Installed);
            if (found.TryGetValue(Id(reader, at[1]), out List<string>? lines)) lines.Add(Line(reader, Id(reader, at[0])));
        }

        return found;
    }

    /// <summary>How many packages a host has.</summary>
    public int CountOf(HostRow host) => _counts.GetValueOrDefault(host.Id);

    /// <summary>What is known of a host besides its packages.</summary>
    public (string? Site, string System, string Arch, string Packager, DateTime? Received) FactsOf(HostRow host)
    {
        (DateTime received, string? group) = host.LastReport is { } id ? _reports.GetValueOrDefault(id) : default;
        group ??= _groupOfHost.TryGetValue(host.Id, out int groupId) ? _groups.GetValueOrDefault(groupId) : null;

        // Newer versions of Pakiti write the processor after the architecture.
        string arch = _arches.GetValueOrDefault(host.Arch, string.Empty).Split(',')[0].Trim();
        return (group is "N/A" or "" ? null : group, _oses.GetValueOrDefault(host.Os, string.Empty), arch, _types.GetValueOrDefault(host.Type, string.Empty), received == default ? null : received);
    }

    private void ReadCatalog(CancellationToken cancellation)
    {
        using Stream stream = OpenFile();
        SqlDumpReader reader = new(stream, DumpColumns.IsKnown);
        DumpColumns columns = new();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            ReadRow(reader, columns);
        }

        if (_hosts.Count == 0) throw new PakitiDumpException("The dump has no rows of the table `Host`, so it is none of Pakiti 3, or an empty one.");
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        List<HostRow> newest = [.. _hosts.OrderByDescending(h => FactsOf(h).Received ?? DateTime.MinValue).Where(h => seen.Add(h.Name))];
        HashSet<int> kept = [.. newest.Select(h => h.Id)];
        _hosts.RemoveAll(h => !kept.Contains(h.Id));
    }

    private void ReadRow(SqlDumpReader reader, DumpColumns columns)
    {
        DumpRow row = reader.Row;
        int[] at;
        switch (reader.Table)
        {
            case "InstalledPkg":
                at = columns.Of(reader, Installed);
                Id(reader, at[0]);
                int host = Id(reader, at[1]);
                _counts[host] = _counts.GetValueOrDefault(host) + 1;
                CheckRows(reader, _counts.Count);
                break;
            case "Pkg":
                at = columns.Of(reader, PkgColumns);
                _packages[Id(reader, at[0])] = (row.Text(at[1]) ?? string.Empty, $"{row.Text(at[2])}-{row.Text(at[3])}", Id(reader, at[4]));
                CheckRows(reader, _packages.Count);
                break;
            case "Host":
                at = columns.Of(reader, HostColumns);
                _hosts.Add(new(Id(reader, at[0]), row.Text(at[1]) ?? string.Empty, row.Text(at[2]) ?? string.Empty, Id(reader, at[3]), Id(reader, at[4]), Id(reader, at[5]), row.Number(at[6])));
                CheckRows(reader, _hosts.Count);
                break;
            case "Report":
                // Reports of years may be there; only those that a host names are looked up.
                at = columns.Of(reader, Reports);
                if (DateTime.TryParseExact(row.Text(at[1]), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime received))
                    _reports[Id(reader, at[0])] = (received, row.Text(at[2]) is { } group ? string.Intern(group) : null);
                CheckRows(reader, _reports.Count);
                break;
            case "HostHostGroup":
                at = columns.Of(reader, Groups);
                _groupOfHost.TryAdd(Id(reader, at[0]), Id(reader, at[1]));
                CheckRows(reader, _groupOfHost.Count);
                break;
            default:
                at = columns.Of(reader, Names);
                Dictionary<int, string> names = reader.Table switch { "Arch" => _arches, "Os" => _oses, "PkgType" => _types, _ => _groups };
                names[Id(reader, at[0])] = row.Text(at[1]) ?? string.Empty;
                CheckRows(reader, names.Count);
                break;
        }
    }

    private string Line(SqlDumpReader reader, int id)
    {
        if (_lines.TryGetValue(id, out string? known)) return known;
        if (!_packages.TryGetValue(id, out (string Name, string Evr, int Arch) package))
            throw new PakitiDumpException($"{reader.Place}: `InstalledPkg` names the package {id}, which is not in `Pkg`. Dump the whole database in one transaction (--single-transaction).");
        string line = $"{package.Name}\t{package.Evr}\t{_arches.GetValueOrDefault(package.Arch)}\n";
        _lines.Add(id, line);
        return line;
    }

    private Stream OpenFile()
    {
        FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        bool isZipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isZipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static int Id(SqlDumpReader reader, int at) =>
        reader.Row.Number(at) ?? throw new PakitiDumpException($"{reader.Place}: a row of `{reader.Table}` has {reader.Row.Text(at) ?? "NULL"} where a number must be.");

    private static void CheckRows(SqlDumpReader reader, int count)
    {
        if (count > MaxRows) throw new PakitiDumpException($"{reader.Place}: `{reader.Table}` has more than {MaxRows} rows that would be kept in memory.");
    }
}

/// <summary>A row of Pakiti's table Host.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Host name.</param>
/// <param name="Kernel">The kernel that runs.</param>
/// <param name="Os">Id of its OS.</param>
/// <param name="Arch">Id of its architecture.</param>
/// <param name="Type">Id of what lists its packages.</param>
/// <param name="LastReport">Id of its last report, or null.</param>
internal sealed record HostRow(int Id, string Name, string Kernel, int Os, int Arch, int Type, int? LastReport);
