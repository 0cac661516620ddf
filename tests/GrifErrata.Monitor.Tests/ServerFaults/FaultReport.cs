using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GrifErrata.Monitor.Tests.ServerFaults;

/// <summary>A small report and the name of its set, as the documentation defines it: SHA-256 of the lines.</summary>
internal sealed record FaultReport(string Host, byte[] Body, string Hash, int Packages)
{
    /// <summary>A report whose packages are different for each number.</summary>
    public static FaultReport Of(string host, int number, int packages = 20)
    {
        StringBuilder lines = new();
        for (int i = 0; i < packages; i++) lines.Append(CultureInfo.InvariantCulture, $"package-{i:D4}\t0:{number}.{i}-1.el5\tx86_64\n");
        byte[] body = Encoding.ASCII.GetBytes($"#\narch: x86_64\nhost: {host}\nkernel: 2.6.18-308.el5\npackager: rpm\nsite: GRIF-LAL\nsystem: Scientific Linux\nversion: 1\n#\n{lines}#\n");
        return new(host, body, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines.ToString()))), packages);
    }
}
