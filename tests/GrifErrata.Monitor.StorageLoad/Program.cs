using GrifErrata.Monitor.StorageLoad;

switch (args)
{
    case ["endless", string path]:
        await Endless.RunAsync(path);
        return 0;
    case ["measure", string database, ..]:
        await Measure.RunAsync(database, args[2..]);
        return 0;
    case ["size", string database]:
        await Size.RunAsync(database);
        return 0;
    case ["answered", string path]:
        return AnsweredReports.Check(path, Console.In, Console.Out);
    default:
        await Console.Error.WriteLineAsync("""
            DATABASE is an SQLite file or PostgreSQL's connection string.
            endless DATABASE                      stores reports until it is killed, and prints each that was answered
            answered DATABASE                     reads lines `host TAB hash TAB hash` and counts whose last report is there
            measure DATABASE [SENDERS [HOSTS [BATCH [WRITERS]]]]
                                                  reports a second: first, first of shared sets, changed, unchanged; then reads. Several at
                                                  the same time have hosts of their own: their figures add up
            size DATABASE                         20,000 hosts of 800 packages with 2,000 different sets: how large the database is
            """);
        return 2;
}
