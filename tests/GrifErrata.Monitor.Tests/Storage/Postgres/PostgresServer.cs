using System.Diagnostics;
using System.Globalization;

namespace GrifErrata.Monitor.Tests.Storage.Postgres;

/// <summary>A PostgreSQL server of Debian's package for tests: a folder and a socket of its own, no port, and durable as a real one. It ends
/// with this process, however that ends, because a shell waits for the end of its input.</summary>
internal sealed class PostgresServer : IDisposable
{
    // $1: the folder with PostgreSQL's programs; each line that comes in is an order.
    private const string Script = """
        set -eu
        umask 077
        programs=$1
        folder=$(mktemp -d)
        finish() { "$programs/pg_ctl" stop -s -m immediate -D "$folder/data" >/dev/null 2>&1 || true; rm -rf "$folder"; }
        trap finish EXIT
        trap 'exit 1' HUP TERM
        trap '' INT # of a terminal: the end of the tests decides
        "$programs/initdb" -D "$folder/data" -U monitor -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
        start() { "$programs/pg_ctl" start -s -w -D "$folder/data" -l "$folder/log" -o "-k $folder -c listen_addresses= -c max_connections=200" </dev/null >/dev/null 2>&1; }
        start || { cat "$folder/log" >&2; exit 1; }
        echo "$folder"
        while read -r order; do
            case $order in
                stop) "$programs/pg_ctl" stop -s -m fast -D "$folder/data" ;;
                kill) "$programs/pg_ctl" stop -s -m immediate -D "$folder/data" ;;
                start) start ;;
            esac
            echo "done"
        done
        """;

    private readonly Process _shell;

    private PostgresServer(Process shell, string folder)
    {
        _shell = shell;
        Connection = $"Host={folder};Username=monitor;Database=postgres";
    }

    /// <summary>How to reach it.</summary>
    public string Connection { get; }

    /// <summary>Starts one; null, and why, where that is not possible here.</summary>
    public static (PostgresServer? Server, string Why) Start()
    {
        string? programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(Version).Select(folder => Path.Combine(folder, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (programs is null) return (null, "PostgreSQL is not installed (/usr/lib/postgresql); install postgresql, or name a server in GRIF_ERRATA_TEST_POSTGRES.");

        // PostgreSQL refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "env", "-u", "TMPDIR", "sh"]
            : ["sh"];
        Process shell = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "-c", Script, "sh", programs])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        if (shell.StandardOutput.ReadLine() is { } folder) return (new PostgresServer(shell, folder), string.Empty);
        return (null, $"PostgreSQL did not start: {shell.StandardError.ReadToEnd()}");
    }

    /// <summary>Gives an order (<c>stop</c>, <c>kill</c>, <c>start</c>) and waits until it is carried out.</summary>
    public void Order(string order)
    {
        _shell.StandardInput.WriteLine(order);
        Assert.That(_shell.StandardOutput.ReadLine(), Is.EqualTo("done"));
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private static int Version(string folder) => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;
}
