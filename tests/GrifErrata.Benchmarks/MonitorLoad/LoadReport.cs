using System.Text;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>A report of protocol 5, ready to be sent: what it costs to send is little beside what it costs to take.</summary>
/// <param name="Host">The machine.</param>
/// <param name="Hash">Name of its set of packages.</param>
/// <param name="Head">The request's head and the report's.</param>
/// <param name="Packages">The rest, which reports of alike machines share.</param>
internal sealed record LoadReport(string Host, string Hash, byte[] Head, byte[] Packages)
{
    /// <summary>The report of a machine.</summary>
    public static LoadReport Of(string host, string hash, byte[] packages)
    {
        string report = $"#\narch: {MachineSets.Arch}\nhost: {host}\nkernel: {MachineSets.Kernel}\npackager: rpm\nsite: {Site(host)}\nsystem: AlmaLinux release 9.4 (Seafoam Ocelot)\ntag: wn\nversion: 1\n#\n";
        string head = Words.Format($"POST /feed/?protocol=5 HTTP/1.1\r\nHost: localhost\r\nUser-Agent: pakiti-client\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {report.Length + packages.Length}\r\n\r\n");
        return new(host, hash, Encoding.ASCII.GetBytes(head + report), packages);
    }

    /// <summary>The report of a machine with packages that nobody shares.</summary>
    public static LoadReport Of(string host, string[] lines) => Of(host, MachineSets.Hash(lines), MachineSets.Bytes(lines));

    /// <summary>A machine's name; its site is in it.</summary>
    public static string HostName(int number) => Words.Format($"wn{number:D5}.site{number % 20:D2}.example.org");

    private static string Site(string host) => host.Split('.')[1];
}
