using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>An authority for a test, with files as administrators have them.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(40);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder;

    public TestAuthority(string folder, string name = "Test CA")
    {
        _folder = folder;
        CertificateRequest request = new($"CN={name},O=GRIF,C=FR", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Certificate = request.CreateSelfSigned(Start, Start.AddYears(60));
        File = Write($"{name.Replace(' ', '-')}.pem", Certificate.ExportCertificatePem());
    }

    public X509Certificate2 Certificate { get; }

    public string File { get; }

    /// <summary>A certificate with its key; <c>subject</c> is as .NET writes names, <c>hosts</c> are its alternative names.</summary>
    public X509Certificate2 Issue(string subject, IReadOnlyList<string>? hosts = null, bool isExpired = false, string? use = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256);
        if (hosts is not null)
        {
            SubjectAlternativeNameBuilder names = new();
            foreach (string host in hosts)
            {
                if (IPAddress.TryParse(host, out IPAddress? address)) names.AddIpAddress(address);
                else names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        if (use is not null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        using X509Certificate2 certificate = request.Create(Certificate, Start, isExpired ? Start.AddDays(1) : Start.AddYears(50), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Writes a certificate and its key as PEM.</summary>
    public (string Certificate, string Key) WritePem(string name, X509Certificate2 certificate)
    {
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        return (Write($"{name}.pem", certificate.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text + "\n");
        return path;
    }
}
