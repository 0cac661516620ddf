namespace GrifErrata.Monitor.Reports;

/// <summary>How large a report and its parts may be. A report of 5,000 packages has 300 KiB; these leave room and bound what a stranger can cost.</summary>
public static class ReportLimits
{
    /// <summary>Largest body, in bytes: 8 MiB.</summary>
    public const int Body = 8 << 20;

    /// <summary>Most lines of packages.</summary>
    public const int Packages = 50_000;

    /// <summary>Longest line, and longest field of a form other than the packages, in bytes.</summary>
    public const int Line = 1024;

    /// <summary>Most lines of a header, and most fields of a form.</summary>
    public const int Fields = 64;

    /// <summary>Most recipients of an encrypted report; Pakiti's client writes one.</summary>
    public const int Recipients = 16;
}
