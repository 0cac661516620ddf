using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GrifErrata.Monitor.Access;

/// <summary>TLS of the server: its certificate, and which certificates of clients it takes.</summary>
internal static class Listener
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>Sets it up. Which versions of TLS are spoken, the machine's policy says.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="certificate">PEM file with the server's certificate and those above it; null where nothing is served over TLS.</param>
    /// <param name="key">PEM file with its key; null where it is in the same file.</param>
    /// <param name="clientAuthorities">PEM file with the authorities of clients' certificates; null asks for none.</param>
    public static void UseTls(this KestrelServerOptions kestrel, string? certificate, string? key, string? clientAuthorities)
    {
        if (certificate is null) return;
#pragma warning disable CA2000 // The server uses it as long as it runs.
        X509Certificate2 own = X509Certificate2.CreateFromPemFile(certificate, key);
#pragma warning restore CA2000
        X509Certificate2Collection chain = Pem(certificate);
        X509Certificate2Collection? authorities = clientAuthorities is null ? null : Pem(clientAuthorities);
        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificate = own;
            https.ServerCertificateChain = chain;
            if (authorities is null) return;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (client, sent, _) => IsTrusted(client, sent, authorities);
        });
    }

    /// <summary>Whether a client's certificate leads to one of our authorities now and may be used by clients. The machine's own authorities do
    /// not count. Lists of revoked ones are not fetched: a proxy in front does that, or the settings take the subject out.</summary>
    internal static bool IsTrusted(X509Certificate2 certificate, X509Chain? sent, X509Certificate2Collection authorities)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUse));
        foreach (X509Certificate2 each in authorities) chain.ChainPolicy.ExtraStore.Add(each);
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }

    private static X509Certificate2Collection Pem(string file)
    {
        X509Certificate2Collection all = [];
        all.ImportFromPemFile(file);
        return all;
    }
}
