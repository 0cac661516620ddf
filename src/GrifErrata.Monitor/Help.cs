namespace GrifErrata.Monitor;

/// <summary>The text of <c>--help</c>.</summary>
internal static class Help
{
    public const string Text = """
        grif-errata-monitor: takes the reports of Pakiti's clients and shows what each host has.

        Usage: grif-errata-monitor [options]
               grif-errata-monitor VERB [FILE or HOST] [options]

          token                 prints a new random token and its hash for the settings file
          backup FILE           writes the database, whichever it is, into an SQLite file, while the monitor runs
          restore FILE          fills an empty database from a backup: SQLite to PostgreSQL too, and back
          import-pakiti FILE    takes over hosts with their last reports from a mysqldump of Pakiti 3, plain or gzip;
                                --time-zone NAME is that of its server. Default: UTC
          forget HOST           forgets a host with its history, while the monitor runs: it moved to another site

          --sample              starts with made-up hosts in a temporary folder, to look around
          --config FILE         settings file (monitor.yaml): who may report and read, and all below. Default: none
          --database FILE       the database, SQLite. Default: $XDG_STATE_HOME/grif-errata-monitor/monitor.db,
                                else ~/.local/state/grif-errata-monitor/monitor.db
          --postgres TEXT       connection string of PostgreSQL, or @FILE that holds it; instead of --database
          --urls URL            where it listens, several with `;` between. Default: http://127.0.0.1:8490.
                                Beyond this machine only with access rules in the settings file
          --input FOLDER        errata-input, with the update versions
          --profiles PLACE      folder or https:// address of the machines' compiled profiles
          --silent-days DAYS    days without a report after which a host is silent. Default: 3
          --history-days DAYS   days for which it is kept what each host had. Default: 400
          --key FILE            PEM file with the certificate and private key that open encrypted reports
          --help                this text

        Options win over the settings file. Each can be set in the environment too:
        GRIF_ERRATA_MONITOR_SILENT_DAYS as --silent-days, and so on.
        Clients report to URL/feed/, for example: pakiti-client --url http://127.0.0.1:8490/feed/
        Exit code: 0 stopped or done, 1 the verb failed, 2 wrong use, wrong settings, or the database cannot be opened.
        """;
}
