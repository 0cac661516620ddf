using GrifErrata.Diagnostics;

namespace GrifErrata.Feeds;

/// <summary>What can be wrong with feeds that are fetched: GE1801 to GE1839, GE2801 to GE2839.</summary>
public static class FeedDiagnostics
{
    /// <summary>GE1801.</summary>
    public static readonly DiagnosticDescriptor Value = new("GE1801", "A feed of os.yaml is not acceptable");

    /// <summary>GE1802.</summary>
    public static readonly DiagnosticDescriptor NotFetched = new("GE1802", "A feed has not been fetched");

    /// <summary>GE1803.</summary>
    public static readonly DiagnosticDescriptor Lock = new("GE1803", "sources.lock cannot be used");

    /// <summary>GE1804.</summary>
    public static readonly DiagnosticDescriptor Changed = new("GE1804", "A fetched file is not the one that was pinned");

    /// <summary>GE1805.</summary>
    public static readonly DiagnosticDescriptor Offline = new("GE1805", "The network must not be used");

    /// <summary>GE1806.</summary>
    public static readonly DiagnosticDescriptor Unreachable = new("GE1806", "A file cannot be fetched");

    /// <summary>GE1807.</summary>
    public static readonly DiagnosticDescriptor Redirect = new("GE1807", "A redirect is refused");

    /// <summary>GE1808.</summary>
    public static readonly DiagnosticDescriptor TooLarge = new("GE1808", "A fetched file is too large");

    /// <summary>GE1809.</summary>
    public static readonly DiagnosticDescriptor Mismatch = new("GE1809", "A fetched file is not the stated one");

    /// <summary>GE1810.</summary>
    public static readonly DiagnosticDescriptor Cache = new("GE1810", "The cache of fetched files cannot be used");

    /// <summary>GE1811.</summary>
    public static readonly DiagnosticDescriptor CannotInstall = new("GE1811", "Fetched files cannot be written to their place");

    /// <summary>GE1812.</summary>
    public static readonly DiagnosticDescriptor Unchecked = new("GE1812", "A feed cannot be read, so it is not taken");

    /// <summary>GE1820.</summary>
    public static readonly DiagnosticDescriptor NoAdvisories = new("GE1820", "A feed has no advisories");

    /// <summary>GE1821.</summary>
    public static readonly DiagnosticDescriptor FewerAdvisories = new("GE1821", "A feed has fewer advisories than it must have");

    /// <summary>GE1822.</summary>
    public static readonly DiagnosticDescriptor OldNewest = new("GE1822", "The newest advisory of a feed is too old");

    /// <summary>GE1823.</summary>
    public static readonly DiagnosticDescriptor VanishedPackages = new("GE1823", "Packages of advisories have vanished");

    /// <summary>GE1824.</summary>
    public static readonly DiagnosticDescriptor OlderFeed = new("GE1824", "A feed is older than the one that was pinned");

    /// <summary>GE1830.</summary>
    public static readonly DiagnosticDescriptor Key = new("GE1830", "A file of public keys cannot be used");

    /// <summary>GE1831.</summary>
    public static readonly DiagnosticDescriptor NoSignature = new("GE1831", "A signature is missing or cannot be read");

    /// <summary>GE1832.</summary>
    public static readonly DiagnosticDescriptor WrongSignature = new("GE1832", "A signature is wrong");

    /// <summary>GE1833.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new("GE1833", "A signature is by another key");

    /// <summary>GE1834.</summary>
    public static readonly DiagnosticDescriptor ExpiredSignature = new("GE1834", "A signature has expired");

    /// <summary>GE1835.</summary>
    public static readonly DiagnosticDescriptor ExpiredKey = new("GE1835", "A key has expired or was revoked");

    /// <summary>GE1836.</summary>
    public static readonly DiagnosticDescriptor WeakSignature = new("GE1836", "A signature is too weak");

    /// <summary>GE2801.</summary>
    public static readonly DiagnosticDescriptor Kept = new("GE2801", "The earlier copy of a feed stays");
}
