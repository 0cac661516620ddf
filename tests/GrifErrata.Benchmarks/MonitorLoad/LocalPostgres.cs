using System.Diagnostics;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>A PostgreSQL server of Debian's package as it is installed, durable, in a folder of its own and reached by a socket in it. It ends with this process, because a shell waits for
/// the end of its input.</summary>
internal sealed class LocalPostgres : IDisposable
{
    // $1: the folder with PostgreSQL's programs. Each line that comes in is the name of a database to make.
    private const string Script = """
        set -eu
        umask 077
        folder=$(mktemp -d)
        trap '"$1/pg_ctl" stop -s -m immediate -D "$folder/data" >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        "$1/initdb" -D "$folder/data" -U monitor -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
        "$1/pg_ctl" start -s -w -D "$folder/data" -l "$folder/log" -o "-k $folder -c listen_addresses=" </dev/null >/dev/null
        while read -r name; do
            "$1/createdb" -h "$folder" -U monitor "$name"
            echo "Host=$folder;Username=monitor;Database=$name"
        done
        """;

    private readonly Process _shell;

    private LocalPostgres(Process shell) => _shell = shell;

    /// <summary>Starts one; null where PostgreSQL is not installed.</summary>
    public static LocalPostgres? Start()
    {
        const string All = "/usr/lib/postgresql";
        string? programs = Directory.Exists(All) ? Directory.EnumerateDirectories(All).Select(folder => Path.Combine(folder, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))) : null;
        if (programs is null) return null;

        // PostgreSQL refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "env", "-u", "TMPDIR", "sh"] : ["sh"];
        return new(Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "-c", Script, "sh", programs]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!);
    }

    /// <summary>Makes a database, and gives the connection string.</summary>
    public string Database(string name)
    {
        _shell.StandardInput.WriteLine(name);
        return _shell.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PostgreSQL did not start; what it says stands above.");
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
