using System.Security.Cryptography.X509Certificates;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Collector;

/// <summary>The key that opens encrypted reports, if there is one.</summary>
internal sealed class Opener : IDisposable
{
    private readonly X509Certificate2? _certificate;

    /// <param name="file">PEM file with the certificate and its RSA key, or null.</param>
    public Opener(string? file)
    {
        _certificate = file is null ? null : X509Certificate2.CreateFromPemFile(file);
        Key = _certificate is null ? null : new(_certificate);
    }

    /// <summary>The key, or null.</summary>
    public ReportKey? Key { get; }

    public void Dispose() => _certificate?.Dispose();
}
