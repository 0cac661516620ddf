using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GrifErrata.Monitor.Relay;

/// <summary>How the monitor and an upstream server know each other.</summary>
internal static class RelayTls
{
    /// <summary>The certificates of a PEM file.</summary>
    /// <exception cref="CryptographicException">It has none.</exception>
    public static CertificateSet Authorities(string path)
    {
        X509Certificate2Collection all = [];
        all.ImportFromPemFile(path);
        return all.Count > 0 ? new(all) : throw new CryptographicException("it holds no certificate");
    }

    /// <summary>What TLS to an upstream server takes: our certificate, and whom we believe.</summary>
    public static SslClientAuthenticationOptions Options(RelayUpstream upstream)
    {
        SslClientAuthenticationOptions options = new();
        if (upstream.Certificate is { } certificate)
        {
            // Without the intermediate ones of the file a server may not find the way to its authority.
            X509Certificate2Collection chain = [];
            chain.ImportFromPemFile(certificate);
#pragma warning disable CA2000 // The context keeps it as long as the monitor runs.
            options.ClientCertificateContext = SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(certificate), chain, offline: true);
#pragma warning restore CA2000
        }

        if (upstream.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            X509Certificate2Collection all = [];
            all.ImportFromPemFile(authorities);
            options.CertificateChainPolicy.CustomTrustStore.AddRange(all);
        }

        return options;
    }
}

/// <summary>Certificates that are disposed of together.</summary>
/// <param name="All">The certificates.</param>
internal sealed record CertificateSet(X509Certificate2Collection All) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (X509Certificate2 each in All) each.Dispose();
    }
}
