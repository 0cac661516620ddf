namespace GrifErrata.Tool.Tests.LongRuns;

/// <summary>The machines that are looked up after each step: one of each site, one that is frozen at times, one of no site.</summary>
internal static class Machines
{
    public const string Lal = "wn1.lal.example.org";
    public const string Frozen = "wn9.irfu.example.org";

    public static readonly string[] All =
    [
        "wn1.testbed.example.org", "wn1.llr.example.org", Lal, "wn1.irfu.example.org", Frozen, "wn1.ipno.example.org", "guest.example.net",
    ];

    /// <summary>The machine's name as the log has it: that of its site, and for a second one its own too.</summary>
    public static string Short(string host)
    {
        string[] parts = host.Split('.');
        return parts[0] == "wn1" ? parts[1] : parts[0];
    }
}
