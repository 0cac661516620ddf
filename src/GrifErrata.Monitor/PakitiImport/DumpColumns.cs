namespace GrifErrata.Monitor.PakitiImport;

/// <summary>Where the values that count are in the rows of each table; Pakiti's own order where the dump does not say it.</summary>
internal sealed class DumpColumns
{
    /// <summary>The tables that are read, with the columns that Pakiti 3's schema has.</summary>
    private static readonly Dictionary<string, string[]> Pakiti = new(StringComparer.Ordinal)
    {
        ["Arch"] = ["id", "name"],
        ["Os"] = ["id", "name"],
        ["PkgType"] = ["id", "name"],
        ["HostGroup"] = ["id", "name", "url", "contact", "note"],
        ["HostHostGroup"] = ["hostId", "hostGroupId"],
        ["Report"] = ["id", "receivedOn", "processedOn", "throughProxy", "proxyHostname", "hostGroup", "source", "numOfInstalledPkgs", "numOfVulnerablePkgsSec", "numOfVulnerablePkgsNorm", "numOfCves", "numOfCvesWithTag"],
        ["Host"] = ["id", "hostname", "ip", "reporterHostname", "reporterIp", "kernel", "osId", "archId", "domainId", "pkgTypeId", "numOfCves", "numOfCvesWithTag", "lastReportId", "lastReportHeaderHash", "lastReportPkgsHash"],
        ["Pkg"] = ["id", "name", "version", "release", "archId", "pkgTypeId"],
        ["InstalledPkg"] = ["pkgId", "hostId"],
    };

    private IReadOnlyList<string>? _columns;
    private int[] _last = [];
    private int _lastEnd;
    private string[]? _lastNames;

    /// <summary>Whether a table is read.</summary>
    public static bool IsKnown(string table) => Pakiti.ContainsKey(table);

    /// <summary>Where columns of the row are.</summary>
    /// <exception cref="PakitiDumpException">The table has not the column.</exception>
    public int[] Of(SqlDumpReader reader, string[] names)
    {
        // Rows of one statement share the list, and there are hundreds of millions of them.
        if (ReferenceEquals(_columns, reader.Columns) && ReferenceEquals(_lastNames, names) && reader.Row.Count > _lastEnd) return _last;
        IReadOnlyList<string> columns = reader.Columns.Count > 0 ? reader.Columns : Pakiti[reader.Table];
        int[] places = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            places[i] = columns.ToList().FindIndex(c => c.Equals(names[i], StringComparison.OrdinalIgnoreCase));
            if (places[i] < 0) throw new PakitiDumpException($"{reader.Place}: `{reader.Table}` has no column `{names[i]}`; this is no dump of Pakiti 3.");
            if (places[i] >= reader.Row.Count) throw new PakitiDumpException($"{reader.Place}: a row of `{reader.Table}` has {reader.Row.Count} values, too few for Pakiti 3.");
        }

        (_columns, _lastNames, _last, _lastEnd) = (reader.Columns, names, places, places.Max());
        return places;
    }
}
