using System.Text;

namespace GrifErrata.Monitor.Tests.Web;

/// <summary>Reports as Pakiti's client sends them.</summary>
internal static class SampleReport
{
    public static byte[] Of(string host, string? site = "GRIF-LAL", string system = "Scientific Linux SL release 5.5 (Boron)") => Encoding.UTF8.GetBytes(
        $"#\narch: x86_64\nhost: {host}\nkernel: 2.6.18-308.el5\npackager: rpm\n{(site is null ? "" : $"site: {site}\n")}system: {system}\nversion: 1\n#\nbash\t0:3.2-24.el5\tx86_64\nkernel\t0:2.6.18-308.el5\tx86_64\n#\n");
}
