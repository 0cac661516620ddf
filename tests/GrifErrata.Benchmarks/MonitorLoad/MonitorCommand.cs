using System.Globalization;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary><c>monitor</c>: all that is measured of the monitor, or one part of it.</summary>
internal static class MonitorCommand
{
    private const string Usage = """
        monitor                                       all
        monitor reports [HOSTS]                       reports a second on SQLite
        monitor postgres [HOSTS [CONNECTION]]         the same on PostgreSQL, with one collector and with two
        monitor scale [HOSTS]                         memory, disk and pages of many machines
        """;

    /// <summary>Runs what the arguments after <c>monitor</c> say.</summary>
    /// <returns>0; 1 where an answered report was lost; 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("grif-errata-bench-").FullName;
        try
        {
            int lost = 0;
            switch (args)
            {
                case []:
                    lost += await ReportsAsync(folder, 4_000, output);
                    lost += await PostgresAsync(folder, 2_000, null, output);
                    await ScaleSpeed.ReportAsync(folder, 20_000, output);
                    break;
                case ["reports", ..]:
                    lost += await ReportsAsync(folder, Number(args, 4_000), output);
                    break;
                case ["postgres", ..]:
                    lost += await PostgresAsync(folder, Number(args, 2_000), args.ElementAtOrDefault(2), output);
                    break;
                case ["scale", ..]:
                    await ScaleSpeed.ReportAsync(folder, Number(args, 20_000), output);
                    break;
                default:
                    await Console.Error.WriteLineAsync(Usage);
                    return 2;
            }

            return lost == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Number(string[] args, int usual) => args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : usual;

    private static Task<int> ReportsAsync(string folder, int hosts, TextWriter output)
    {
        string database = Path.Combine(folder, "reports.db");
        return ReportSpeed.ReportAsync("SQLite", database, [["--database", database]], cores: false, hosts, output);
    }

    private static async Task<int> PostgresAsync(string folder, int hosts, string? connection, TextWriter output)
    {
        using LocalPostgres? own = connection is null ? LocalPostgres.Start() : null;
        if (own is null && connection is null)
        {
            await output.WriteLineAsync("\nPostgreSQL is not installed here, so it is not measured.");
            return 0;
        }

        int lost = 0;
        for (int collectors = 1; collectors <= 2; collectors++)
        {
            // A collector has a folder of its own for the keys of sessions.
            string database = connection ?? own!.Database(Words.Format($"collectors{collectors}"));
            string[][] options = [.. Enumerable.Range(0, collectors).Select(c => (string[])["--database", Path.Combine(folder, Words.Format($"collector{c}.db")), "--postgres", database])];
            lost += await ReportSpeed.ReportAsync(Words.Format($"PostgreSQL, {(collectors == 1 ? "one collector" : "two collectors")}, a core each"), database, options, cores: true, hosts, output);
        }

        return lost;
    }
}
