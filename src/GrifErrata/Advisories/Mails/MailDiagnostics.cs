using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories.Mails;

/// <summary>What can be wrong with mails: GE1351 to GE1354, GE2351 to GE2354.</summary>
public static class MailDiagnostics
{
    /// <summary>GE1351.</summary>
    public static readonly DiagnosticDescriptor TooLarge = new("GE1351", "A mail is too large");

    /// <summary>GE1352.</summary>
    public static readonly DiagnosticDescriptor NoErratum = new("GE1352", "No mail of the file is an erratum");

    /// <summary>GE1353.</summary>
    public static readonly DiagnosticDescriptor NoId = new("GE1353", "An erratum mail names neither an id nor a date and a package");

    /// <summary>GE1354.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new("GE1354", "A mail cannot be decoded");

    /// <summary>GE2351.</summary>
    public static readonly DiagnosticDescriptor OtherMails = new("GE2351", "Mails that are no errata were passed over");

    /// <summary>GE2352.</summary>
    public static readonly DiagnosticDescriptor NoPackages = new("GE2352", "An erratum mail lists no packages");
}
