namespace GrifErrata.Monitor;

/// <summary>The text of <c>--help</c>.</summary>
internal static class Help
{
    public const string Text = """
        grif-errata-monitor: takes the reports of Pakiti's clients and shows what each host has.

        Usage: grif-errata-monitor [options]

          --database FILE     the database, SQLite. Default: $XDG_STATE_HOME/grif-errata-monitor/monitor.db,
                              else ~/.local/state/grif-errata-monitor/monitor.db
          --urls URL          where it listens. Default: http://127.0.0.1:8490. Only this machine is served.
          --silent-days DAYS  days without a report after which a host is silent. Default: 3
          --key FILE          PEM file with the certificate and private key that open encrypted reports
          --help              this text

        Each option can be set in the environment too: GRIF_ERRATA_MONITOR_SILENT_DAYS as silent-days, and so on.
        Clients report to URL/feed/, for example: pakiti-client --url http://127.0.0.1:8490/feed/
        Exit code: 0 stopped, 2 wrong use, or the database cannot be opened.
        """;
}
